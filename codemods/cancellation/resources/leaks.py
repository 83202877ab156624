"""Which resources a function does not release when it is cancelled, and what would release them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.cleaning.steps import Step
from codemods.cancellation.resources.acquired import Resource, acquired_in
from codemods.cancellation.resources.kinds import Sight, kind_of
from codemods.cancellation.resources.known import Known, known_in
from codemods.cancellation.resources.table import holds, kinds, releasing


@dataclass(frozen=True, eq=False)
class Leak:
    """A resource that a cancelled function does not release.

    Attributes:
        known: The resource, with its way through the function.
        node: The statement that acquires it first.
        awaits: Where a cancellation loses it, in the order of the source.
        released: Whether the function releases it when nothing goes wrong.
        release: What would release it, None when that is not certain.
    """

    known: Known
    node: ast.stmt
    awaits: tuple[ast.AST, ...]
    released: bool
    release: Step | None

    @property
    def resource(self) -> Resource:
        """The resource."""
        return self.known.resource


def leaks_of(
    function: Function, module: Module, cls: Class | None, within: Sequence[Function], project: Project
) -> list[Leak]:
    """Find what `function` does not release when it is cancelled.

    Args:
        function: A function.
        module: Its file.
        cls: The class whose method it is, or stands in.
        within: The functions around it, outermost first; `function` may be the last of them.
        project: The index.

    Returns:
        The leaks, in the order of acquisition. Those that the function never releases are among them unless they may
        be meant to stay.
    """
    sight = _sight(function, module, cls, within, project)
    found = []
    for known in known_in(sight):
        course, resource = known.course, known.resource
        lost = [node for node, point in course.points.items() if known.is_lost_at(point)]
        if lost:
            lost.sort(key=lambda node: (getattr(node, "lineno", 0), getattr(node, "col_offset", 0)))
            first = min(resource.acquired, key=lambda node: node.lineno)
            found.append(Leak(known, first, tuple(lost), known.released, known.step()))
    return sorted(found, key=lambda leak: leak.node.lineno)


def releases(place: Place, project: Project, managed: Collection[str] = ()) -> list[Step]:
    """Find what a clause for CancelledError has to release.

    Args:
        place: The try statement.
        project: The index.
        managed: The keys of resources that are released in another way.

    Returns:
        The steps, what was acquired last first. What may not have been acquired, or may be released already and must
        not be twice, is not among them.
    """
    if not place.within:
        return []
    sight = _sight(place.within[-1], place.module, place.cls, place.within, project)
    found = []
    for known in known_in(sight):
        step = known.step_at(place.node) if known.released and known.resource.key not in managed else None
        if step is not None:
            found.append((max(node.lineno for node in known.resource.acquired), step))
    return [step for _, step in sorted(found, key=lambda one: -one[0])]


def is_release(call: ast.Call, project: Project, module: Module, within: Sequence[Function]) -> bool:
    """Whether a call releases something: a method of a resource of the table, or a function that frees one.

    Args:
        call: The call.
        project: The index.
        module: The file.
        within: The functions around it, outermost first.

    Returns:
        Whether it does; an object that is not known releases nothing.
    """
    classes = [cls for cls in module.classes.values() if any(function in cls.node.body for function in within)]
    sight = Sight(module, tuple(within), classes[-1] if classes else None, project)
    if isinstance(call.func, ast.Name | ast.Attribute):
        name = sight.name_of(call.func)
        if name and any(name in kind.freeing for kind in kinds()):
            return True
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in releasing():
        return False
    kind, method = kind_of(call.func.value, sight), call.func.attr
    if kind is None:
        return _is_of_stream(call.func.value, method, sight)
    taken = any(kind.name in hold.of and hold.release == method for hold in holds())
    given = any(f"{kind.name}.acquire" in other.methods and method in other.owner_releases for other in kinds())
    return taken or given or method in kind.own_releases


def _is_of_stream(node: ast.expr, method: str, sight: Sight) -> bool:
    """Whether a method releases something that a call gave in a tuple."""
    if not sight.within:
        return False
    return any(
        resource.key == ast.unparse(node) and resource.kind is not None and method in resource.kind.own_releases
        for resource in acquired_in(sight)
    )


def _sight(
    function: Function, module: Module, cls: Class | None, within: Sequence[Function], project: Project
) -> Sight:
    around = tuple(within) if within and within[-1] is function else (*within, function)
    return Sight(module, around, cls, project)
