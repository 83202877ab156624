"""Where a with statement can take the place of an acquisition and a release."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.managers import Manage, ManageFrom, ManageTo
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.resources.acquired import Resource
from codemods.cancellation.resources.kinds import own_nodes
from codemods.cancellation.resources.leaks import Leak, leaks_of


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


@dataclass(frozen=True, eq=False)
class Region:
    """The statements of a block from the acquisition of a resource, at `first`, to its release, at `last`."""

    resource: Resource
    block: Sequence[ast.stmt]
    first: int
    last: int

    @property
    def between(self) -> Sequence[ast.stmt]:
        """What would be in the with statement."""
        return self.block[self.first + 1 : self.last]

    @property
    def nodes(self) -> Iterator[ast.AST]:
        """All that it is made of."""
        for statement in self.block[self.first : self.last + 1]:
            yield from ast.walk(statement)

    def crosses(self, other: Region) -> bool:
        """Whether two regions overlap, and neither is in the other one."""
        one, two = sorted((self, other), key=lambda region: region.first)
        return self.block is other.block and one.first < two.first < one.last < two.last


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

    Args:
        place: The try statement.
        project: The index.

    Returns:
        The changes; `releases` is to be told their keys.
    """
    function = place.function
    if function is None:
        return []
    found = as_context_managers(function, place.module, place.cls, place.within, project)
    return [managed for managed in found if managed.leak.known.step_at(place.node) is not None]


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
    if len(regions) < len(found) or not all(_is_closed(region) for region in regions):
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


def _is_closed(region: Region) -> bool:
    """Whether nothing leaves a region with what needs the resource, and nothing in it gives its name another value."""
    if any(_leaves_loop(statement) for statement in region.between):
        return False
    nodes = [node for statement in region.between for node in ast.walk(statement)]
    stored = [
        node for node in nodes if isinstance(node, ast.Name | ast.Attribute) and not isinstance(node.ctx, ast.Load)
    ]
    if any(ast.unparse(node) in region.resource.parts for node in stored):
        return False
    returned = [node.value for node in nodes if isinstance(node, ast.Return) and node.value is not None]
    if region.resource.kind is None or not returned:
        return True
    needing = _needing(region)
    return not any(_mentions(value, needing) for value in returned) and not any(
        isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) for node in stored
    )


def _needing(region: Region) -> set[str]:
    """The names in a region for what may need the resource: all that is made of it without an await."""
    needing = {region.resource.key}
    while True:
        before = len(needing)
        for statement in region.between:
            for node in ast.walk(statement):
                match node:
                    case (
                        ast.Assign(value=value) | ast.AnnAssign(value=ast.expr() as value) | ast.NamedExpr(value=value)
                    ):
                        bound: ast.AST = node
                    case ast.For(iter=value) | ast.comprehension(iter=value) | ast.AsyncFor(iter=value):
                        bound = node.target
                    case ast.withitem(context_expr=value, optional_vars=ast.expr() as bound):
                        pass
                    case _:
                        continue
                if _mentions(value, needing):
                    needing |= {
                        one.id
                        for one in ast.walk(bound)
                        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)
                    }
        if len(needing) == before:
            return needing


def _mentions(node: ast.AST, names: set[str]) -> bool:
    """Whether a name is read, and not only on the way to what is awaited."""
    if isinstance(node, ast.Await):
        return False
    if isinstance(node, ast.Name) and node.id in names:
        return True
    return any(_mentions(child, names) for child in ast.iter_child_nodes(node))


def _leaves_loop(node: ast.AST) -> bool:
    """Whether there is a `break` or `continue` of a loop around the node in it."""
    if isinstance(node, ast.Break | ast.Continue):
        return True
    if isinstance(node, ast.For | ast.AsyncFor | ast.While):
        return any(_leaves_loop(child) for child in node.orelse)
    return any(
        _leaves_loop(child)
        for child in ast.iter_child_nodes(node)
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case)
    )
