"""The resources of a function that can be followed: where a cancellation loses them, and what releases them then."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from channels_fix.bindings import all_arguments
from channels_fix.flow.calls import is_generator
from channels_fix.module import Class
from codemods.cancellation.cleaning.steps import Step
from codemods.cancellation.resources.acquired import Resource, acquired_in
from codemods.cancellation.resources.course import Course
from codemods.cancellation.resources.kinds import Sight
from codemods.cancellation.resources.scopes import own_nodes
from codemods.cancellation.resources.states import LostError, Point, State
from codemods.cancellation.resources.table import packages

CANCELLATIONS = frozenset({"builtins.BaseException"})
CANCELLED = ("CancelledError", "Cancelled")
"""How the names of the classes of a cancellation end, in asyncio, concurrent.futures, anyio and trio."""


@dataclass(eq=False)
class Known:
    """A resource that could be followed through its function."""

    resource: Resource
    course: Course
    released: bool
    sight: Sight

    def is_lost_at(self, point: Point) -> bool:
        """Whether a cancellation that arrives at a place leaves the function with the resource."""
        return State.HELD in point.states and not any(self._frees(node, point) for node in point.under)

    def step_at(self, node: ast.Try) -> Step | None:
        """What a clause of `node` has to do; None when nothing is to be done, or that is not certain."""
        states: set[State] = set()
        for point in self.course.points.values():
            if node in point.inside:
                depth = point.under.index(node)
                if any(self._frees(outer, point) for outer in point.under[: depth + 1]):
                    return None
                if any(self._is_ended_at(outer) for outer in point.under[:depth] if outer in point.inside):
                    return None
                inner = any(self._frees(one, point) for one in point.under[depth + 1 :])
                states |= {State.DONE if inner and state is State.HELD else state for state in point.states}
        if State.HELD not in states or states & {State.UNBOUND, State.OTHER}:
            return None
        if State.DONE in states and self.resource.is_once and not self._has_guard:
            return None
        return self.step(is_there=State.EMPTY not in states)

    def _is_ended_at(self, node: ast.Try) -> bool:
        """Whether a try statement further out stops cancellations, so that its clause is the one to release it."""
        for handler in node.handlers:
            if _catches(handler.type, self.sight):
                return not isinstance(handler.body[-1], ast.Raise) and self.step_at(node) is not None
        return False

    @property
    def _has_guard(self) -> bool:
        return self.resource.kind is not None and bool(self.resource.kind.guard)

    def _frees(self, node: ast.Try, point: Point) -> bool:
        """Whether a cancellation that arrives at `point` makes a try statement around it release the resource."""
        if node in point.inside:
            for handler in node.handlers:
                catches = _catches(handler.type, self.sight)
                if catches is not False and not self.course.leaves_held(handler.body):
                    return True
                if catches:
                    break
        return bool(node.finalbody) and not self.course.leaves_held(node.finalbody)

    def step(self, *, is_there: bool = True) -> Step | None:
        """What releases the resource, if its name has a value where that is done; else it may be None."""
        code = self._code()
        if code is None:
            return None
        guards = [] if is_there else [f"{self.resource.key} is not None"]
        if self.resource.kind is not None and self.resource.kind.guard:
            guards.append(self.resource.kind.guard.format(self.resource.key))
        awaits = int(code.startswith("await "))
        if guards:
            return Step(f"if {' and '.join(guards)}:\n    {code}\n", awaits)
        return Step(f"{code}\n", awaits)

    def _code(self) -> str | None:
        """The expression that releases it: as the function itself does, if it can be repeated anywhere."""
        kind, key = self.resource.kind, self.resource.key
        written = {} if kind is not None and kind.arguments else self.resource.uses.releases
        for _, code in sorted(written.items(), key=lambda one: one[0].lineno):
            if self._is_known(code):
                return code
        if kind is None or not kind.own_releases:
            return None
        name = (*kind.releases, *kind.awaited_releases)[0]
        awaited = "" if name in kind.releases else "await "
        return f"{awaited}{key}.{name}({kind.arguments})"

    def _is_known(self, code: str) -> bool:
        """Whether all names in a release have their values as soon as the resource is acquired."""
        function = self.sight.within[-1]
        names = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)} if code else set()
        local = {
            node.id for node in own_nodes(function) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)
        }
        given = {argument.arg for argument in all_arguments(function.args)}
        used = {
            node.id
            for statement in self.resource.acquired
            for node in ast.walk(statement)
            if isinstance(node, ast.Name)
        }
        return names <= used | given | (names - local)


def known_in(sight: Sight) -> list[Known]:
    """The resources of the innermost function that can be followed, with their courses."""
    return sight.project.once(("resources", sight.cls, sight.within), lambda: _followed(sight))


def _followed(sight: Sight) -> list[Known]:
    function = sight.within[-1]
    if not isinstance(function, ast.AsyncFunctionDef) or is_generator(function):
        return []
    found = []
    for resource in acquired_in(sight):
        try:
            course = Course.of(resource, function)
            ends = Course.of(resource, function, plain=True).ends
        except LostError:
            continue
        uses = resource.uses
        released = bool(uses.releases or uses.finishing) and bool(ends) and State.HELD not in ends
        if released or not (resource.is_kept or uses.passed or "." in resource.key):
            found.append(Known(resource, course, released, sight))
    return found


def _catches(node: ast.expr | None, sight: Sight) -> bool | None:
    """Whether an except clause of this type catches a cancellation, None if that is not known."""
    if node is None:
        return True
    if isinstance(node, ast.Tuple):
        answers = [_catches(one, sight) for one in node.elts]
        return True if True in answers else None if None in answers else False
    name = sight.name_of(node)
    if not name:
        symbol = sight.project.resolve(node, sight.module, sight.within)
        return False if symbol is not None and isinstance(symbol.definition, Class) else None
    if name in CANCELLATIONS or name.endswith(CANCELLED):
        return True
    own = sight.project.knowledge.is_plain(name) or name.partition(".")[0] in packages()
    return False if own else None  # it may be another name of BaseException
