"""Where a with statement can take the place of an acquisition and a release."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from channels_fix.bindings import Function
from channels_fix.edits.managers import Manage, ManageFrom, ManageTo
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.resources.acquired import Resource
from codemods.cancellation.resources.kinds import Sight
from codemods.cancellation.resources.known import known_in
from codemods.cancellation.resources.leaks import Leak, leaks_of
from codemods.cancellation.resources.regions import Region, is_closed
from codemods.cancellation.resources.scopes import own_nodes


@dataclass(frozen=True, eq=False)
class Managed:
    """A leak that a with statement mends.

    Attributes:
        leak: What it mends.
        edits: The changes.
    """

    leak: Leak
    edits: tuple[Edit, ...]

    @property
    def key(self) -> str:
        """What is released by them."""
        return self.leak.resource.key


def as_context_managers(
    function: Function, module: Module, cls: Class | None, within: Sequence[Function], project: Project
) -> list[Managed]:
    """Find the leaks of a function that a with statement mends, without any other change of what it does.

    Args:
        function: A function.
        module: Its file.
        cls: The class whose method it is, or stands in.
        within: The functions around it, outermost first; `function` may be the last of them.
        project: The index.

    Returns:
        The changes, which may be made together. A resource that is not among them needs a release in a clause.
    """
    accepted: list[Region] = []
    found = []
    for leak in leaks_of(function, module, cls, within, project):
        regions = _regions(leak.resource, function)
        if regions and not any(one.crosses(other) for one in regions for other in accepted):
            accepted += regions
            edits = [edit for region in regions for edit in _edits(region, function, module)]
            found.append(Managed(leak, tuple(edits)))
    return found


def managers_at(place: Place, project: Project) -> list[Managed]:
    """Find the changes that release what a clause of a try statement would have to release.

    What the clause itself releases must have been acquired later: a cursor is not closed behind its connection.

    Args:
        place: The try statement.
        project: The index.

    Returns:
        The changes; `releases` is to be told their keys.
    """
    function = place.function
    if function is None:
        return []
    possible = {
        managed.leak.known: managed
        for managed in as_context_managers(function, place.module, place.cls, place.within, project)
    }
    resources = known_in(Sight(place.module, place.within, place.cls, project))
    in_order = sorted(resources, key=lambda known: min(node.lineno for node in known.resource.acquired))
    chosen = takewhile(lambda known: known in possible or not known.released, in_order)
    return [possible[known] for known in chosen if known in possible and known.step_at(place.node) is not None]


def _edits(region: Region, function: Function, module: Module) -> Iterator[Edit]:
    resource, first, last = region.resource, region.block[region.first], region.block[region.last]
    kind = resource.kind
    start = module.span(first)
    mark = f"{start.start.row}:{start.start.column}"
    yield ManageFrom(start, mark)
    yield ManageTo(module.span(last), mark)
    yield Manage(
        module.span(function),
        mark,
        asynchronous=_manager(resource) == "async with",
        of_owner=kind is None,
        as_awaited=kind is not None and kind.manager_awaits,
    )


def _manager(resource: Resource) -> str:
    if resource.kind is not None:
        return resource.kind.manager
    assert resource.hold is not None
    return resource.hold.manager


def _regions(resource: Resource, function: Function) -> list[Region]:
    """The regions of all acquisitions of a resource; none when one of them cannot be put into a with statement."""
    if not _manager(resource) or (resource.kind is not None and "." in resource.key):
        return []
    found = [_region(resource, function, statement) for statement in resource.acquired]
    regions = [region for region in found if region is not None]
    if len(regions) < len(found) or not all(is_closed(region) for region in regions):
        return []
    inside = {node for region in regions for node in region.nodes}
    ends = {node for region in regions for node in ast.walk(region.block[region.last])}
    gone = [*resource.uses.releases, *resource.uses.finishing]
    if any(node not in inside or (resource.is_once and node not in ends) for node in gone):
        return []
    if resource.kind is not None and any(
        isinstance(node, ast.Name) and node.id == resource.key and node not in inside for node in own_nodes(function)
    ):
        return []
    return regions


def _region(resource: Resource, function: Function, statement: ast.stmt) -> Region | None:
    block = next((block for block in _blocks(function) if any(one is statement for one in block)), None)
    if block is None or not isinstance(statement, ast.Assign | ast.Expr):
        return None
    first = next(index for index, one in enumerate(block) if one is statement)
    for last in range(first + 1, len(block)):
        if _is_exit(block[last], resource):
            return Region(resource, block, first, last) if last > first + 1 else None
    return None


def _blocks(function: Function) -> Iterator[Sequence[ast.stmt]]:
    """Yield the lists of statements in a function."""
    for node in (function, *own_nodes(function)):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and (node is function or not isinstance(node, ast.FunctionDef | ast.ClassDef)):
                yield block


def _is_exit(statement: ast.stmt, resource: Resource) -> bool:
    """Whether a statement does nothing but what the end of a with statement does as well."""
    if not isinstance(statement, ast.Expr) or statement.end_lineno != statement.lineno:
        return False
    awaited = isinstance(statement.value, ast.Await)
    call = statement.value.value if isinstance(statement.value, ast.Await) else statement.value
    if not isinstance(call, ast.Call) or call not in resource.uses.releases or not isinstance(call.func, ast.Attribute):
        return False
    if resource.uses.releases[call].startswith("await ") is not awaited:
        return False
    if resource.kind is None:
        return True
    given = [ast.unparse(argument) for argument in call.args]
    expected = [resource.key] if resource.kind.owner_releases else []
    return call.func.attr in resource.kind.exits and given == expected and not call.keywords
