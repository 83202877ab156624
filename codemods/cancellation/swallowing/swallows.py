"""Finds where a coroutine function keeps a cancellation from leaving, and its task goes on."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from channels_fix.flow import values
from channels_fix.flow.calls import is_generator
from channels_fix.flow.interpreter import MAX_STEPS, Interpreter
from channels_fix.flow.question import Mends, Question, UndecidableError
from channels_fix.flow.states import Exit, Frame, How, Outcome, Stop
from channels_fix.flow.thrown import Thrown
from channels_fix.flow.values import Object
from channels_fix.module import Module
from channels_fix.nodes import last_name, own_nodes
from channels_fix.project import Project
from codemods.cancellation.swallowing.children import Children
from codemods.cancellation.swallowing.domain import TRIO_CANCELLED, CancelDomain
from codemods.cancellation.swallowing.ends import End, Ends
from codemods.cancellation.swallowing.glance import may_stop
from codemods.cancellation.swallowing.limits import has_a_protocol, is_limited
from codemods.cancelled import CANCELLED
from codemods.routines import Routine, coroutines_of
from codemods.stop_consumer.domain import STOP

Interrupts = Callable[[ast.AST, Frame], bool]

MAX_ROUNDS = 20
FIRST_STEPS = 2_000
"""How far a function is followed before it is asked whether a consumer or view runs it at all."""
NAMES = (ast.Name, ast.Attribute)
MANAGER = "contextlib.asynccontextmanager"
ASIDE = "it runs as a task of its own: who awaits that task once it is cancelled gets CancelledError"


@dataclass(frozen=True)
class Swallow:
    """A place in a function that stops the cancellation of its task.

    For a context manager that does so the function is its `__aexit__` or its generator. `cancelled` is the class that
    is stopped; `doubt` says what a person should look at, `handles` whether a consumer runs the function for a message.
    """

    function: Routine
    stop: Stop
    cancelled: Thrown
    doubt: str = ""
    handles: bool = False


def swallows_of(module: Module, project: Project) -> tuple[Swallow, ...]:
    """The places in `module` that swallow a cancellation, in functions that consumers or asynchronous views run."""
    return project.once(("swallows", module), lambda: tuple(_swallows_of(module, project)))


def _swallows_of(module: Module, project: Project) -> Iterator[Swallow]:
    python = project.python_of(module)
    if python is not None and python.is_below("3.8"):
        return  # there `except Exception` caught it, and code lives with that
    ends = Ends.for_project(project)
    for function in coroutines_of(module):
        if not any(may_stop(node, function, project) for node in own_nodes(function.node)):
            continue
        for cancelled in (CANCELLED, TRIO_CANCELLED) if "trio" in module.text else (CANCELLED,):
            yield from _Function(function, project, cancelled).swallows(ends)


class _Function:
    """One function, and one class of cancellations.

    Args:
        function: The function.
        project: The index.
        cancelled: The class.
    """

    def __init__(self, function: Routine, project: Project, cancelled: Thrown) -> None:
        self.function = function
        self.project = project
        self.cancelled = cancelled
        self.children = Children(function, project)
        self.is_manager = any(self._is_manager(decorator) for decorator in function.node.decorator_list)

    def _is_manager(self, decorator: ast.expr) -> bool:
        symbol = self.project.resolve(decorator, self.function.module, self.function.around)
        return symbol is not None and symbol.name == MANAGER

    def swallows(self, ends: Ends) -> Iterator[Swallow]:
        """Yield the places, followed by those that stop the cancellation once it is let out there."""
        try:
            if not self._lost(Mends(), self._comes_up, limit=FIRST_STEPS):
                return
        except UndecidableError:
            pass  # a long function: is it worth the time?
        end = ends.of(self.function)
        if not end.concerns or has_a_protocol(self.function):
            return
        try:
            yield from self._found(end)
        except UndecidableError:
            return

    def _found(self, end: End) -> Iterator[Swallow]:
        mends = Mends()
        for _ in range(MAX_ROUNDS):
            new = {stop.place: stop for stop in self._stopped(mends) if effect(stop) | mends != mends}
            if not new:
                return
            for stop in new.values():
                mends |= effect(stop)
                swallow = self._swallow(stop, end)
                if swallow is not None:
                    yield swallow

    def _swallow(self, stop: Stop, end: End) -> Swallow | None:
        if is_limited(stop.node, self.function, self.project):
            return None
        goes_on = end.goes_on and (self.is_manager or not is_generator(self.function.node))
        rounds = end.rounds and self._comes_round(stop)
        if not (goes_on or end.repeated or rounds or (end.goes_on and self._comes_round(stop))):
            return None
        frame = stop.frame
        place = Routine(frame.node, frame.module, frame.cls, frame.within[:-1])
        handles = end.handles and frame.node is self.function.node
        return Swallow(place, stop, self.cancelled, ASIDE if end.aside else "", handles)

    # The paths --------------------------------------------------------------------------------------------------------

    def _stopped(self, mends: Mends) -> list[Stop]:
        """Where the cancellation is stopped on paths that do not end with it, and that nothing else is cancelled on."""
        lost = self._lost(mends, self._interrupts)
        if not lost:
            return []
        others = [stop for one in self._outcomes(mends, self._is_theirs) for stop in one.state.stops]
        theirs = {stop.place for stop in others if stop.thrown == self.cancelled}
        return [stop for stop in lost if stop.place not in theirs and not self._is_deliberate(stop)]

    def _lost(self, mends: Mends, interrupts: Interrupts, limit: int = MAX_STEPS) -> list[Stop]:
        return [stop for outcome in self._outcomes(mends, interrupts, limit) for stop in self._lost_by(outcome)]

    def _lost_by(self, outcome: Outcome) -> list[Stop]:
        thrown = outcome.thrown
        leaves = outcome.exit is Exit.RAISE and thrown is not None
        if leaves and thrown and (thrown in {self.cancelled, STOP} or thrown.is_a("builtins.SystemExit")):
            return []
        if not outcome.state.certain:
            return []
        return [stop for stop in outcome.state.stops if stop.thrown == self.cancelled and self._is_own(stop)]

    def _is_own(self, stop: Stop) -> bool:
        """Whether a place is of this function, or of a context manager that no other function is asked about."""
        node = stop.frame.node
        return node is self.function.node or stop.how is How.EXIT or isinstance(node, ast.FunctionDef)

    def _outcomes(self, mends: Mends, interrupts: Interrupts, limit: int = MAX_STEPS) -> Sequence[Outcome]:
        """All ways out of the function.

        Raises:
            UndecidableError: They cannot be followed.
        """
        function = self.function
        question = Question(self.cancelled, CancelDomain(), mends, self.cancelled, interrupts=interrupts)
        bound = (Object(function.cls),) if function.cls else ()
        routine = values.Routine(function.node, function.module, function.around, function.cls, bound, is_async=True)
        return Interpreter(self.project, question, limit=limit).follow(routine, ())

    def _comes_up(self, node: ast.AST, frame: Frame) -> bool:
        """Whether the task may be cancelled there at all."""
        return not isinstance(node, ast.Yield) or (self.is_manager and frame.node is self.function.node)

    def _interrupts(self, node: ast.AST, frame: Frame) -> bool:
        """Whether the task may be cancelled from outside there, in a way that only this says."""
        return self._comes_up(node, frame) and not self.children.may_be_cancelled(node)

    def _is_theirs(self, node: ast.AST, frame: Frame) -> bool:
        return frame.node is self.function.node and self.children.may_be_cancelled(node)

    # What is meant ----------------------------------------------------------------------------------------------------

    def _is_deliberate(self, stop: Stop) -> bool:
        """Whether a clause that speaks of cancellations raises them again on a condition: it knows what it does."""
        handler = stop.handler
        if handler is None or not any(self._is_class(node) for node in ast.walk(handler) if isinstance(node, NAMES)):
            return False
        return any(
            isinstance(node, ast.Raise) and (node.exc is None or (handler.name and last_name(node.exc) == handler.name))
            for node in own_nodes(handler)
        )

    def _is_class(self, node: ast.expr) -> bool:
        symbol = self.project.resolve(node, self.function.module, self.function.within)
        return symbol is not None and symbol.name == self.cancelled.name

    def _comes_round(self, stop: Stop) -> bool:
        """Whether the function may come back to the place and wait there again."""
        if self._ends_loop(stop):
            return False
        inside = set(ast.walk(stop.node))
        return any(
            outcome.exit is Exit.NEVER or not inside.isdisjoint(outcome.state.after)
            for outcome in self._outcomes(Mends(), self._interrupts)
            if any(one.place is stop.place and one.thrown == self.cancelled for one in outcome.state.stops)
        )

    def _ends_loop(self, stop: Stop) -> bool:
        """Whether a clause changes what the loop around it asks for: then it ends as well."""
        if stop.handler is None:
            return False
        tests = [
            node.test
            for node in own_nodes(self.function.node)
            if isinstance(node, ast.While) and any(inner is stop.node for inner in ast.walk(node))
        ]
        asked = {ast.unparse(node) for test in tests for node in ast.walk(test) if isinstance(node, NAMES)}
        changed = {ast.unparse(node) for node in own_nodes(stop.handler) if isinstance(node, NAMES)}
        return bool(asked & changed - {self.function.receiver, ""})


def effect(stop: Stop) -> Mends:
    """What the paths are once the cancellation is let out at a place."""
    match stop.how:
        case How.HANDLER if isinstance(stop.node, ast.Try):
            return Mends(reraise=frozenset({stop.node}))
        case How.FINALLY if stop.exit is not None:
            return Mends(dropped=frozenset({stop.exit}))
        case How.EXIT if stop.exit is not None:
            return Mends(passed=frozenset({stop.exit}))
    return Mends(carried=frozenset({stop.node}))
