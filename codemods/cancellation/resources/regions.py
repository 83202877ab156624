"""The statements from the acquisition of a resource to its release, and whether they may stand in a with statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codemods.cancellation.resources.acquired import Resource


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


def is_closed(region: Region) -> bool:
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
