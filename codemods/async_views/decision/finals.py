"""Writes that a `finally` follows up: what stands there is done when the client leaves, too."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, replace

from channels_fix.edits.calls import HandAwaited
from channels_fix.nodes import all_nodes, inner_nodes
from codemods.async_views.decision.chosen import Chosen, inside
from codemods.async_views.regions.assigned import bound_in, reads
from codemods.async_views.regions.outlining import block_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.placing import helper_of

KEYS = frozenset({"id", "pk"})
HELPER_NAME = "_to_its_end"
# What a cancelled `await` has left to a thread is done all the same if the thread has begun with it, or else never;
# and the `try` behind it is not entered.
HELPER = '''\
async def {name}(awaitable):
    """Await something to its end; a cancellation that comes meanwhile arrives at the next await."""
    task = {asyncio}.ensure_future(awaitable)
    try:
        return await {asyncio}.shield(task)
    except {asyncio}.CancelledError:
        result = await task
        {asyncio}.current_task().cancel()
        return result
'''


@dataclass(frozen=True)
class Settled:
    """What is awaited, and the writes of it that need not be kept together with others.

    `pairs` are of a write and of what follows it up: both must be awaited where they stand.
    """

    chosen: tuple[Chosen, ...]
    nodes: frozenset[ast.AST] = frozenset()
    pairs: tuple[tuple[Chosen, Chosen], ...] = ()


def settled_in_the_end(body: Body, chosen: Sequence[Chosen]) -> Settled:
    """Find writes that stand in front of a `try` and are followed up by another one in its `finally`.

    Both are shielded: a cancellation that comes during the first one arrives inside of the `try`.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        The second one of each pair; and the first one, too, if the second takes it back.
    """
    nodes: set[ast.AST] = set()
    shielded: dict[ast.AST, Chosen] = {}
    pairs = []
    finals = [one for one in inner_nodes(body.routine.node.body) if isinstance(one, ast.Try) and one.finalbody]
    for node in finals:
        pair = _pair(node, body, chosen)
        safe = [one for each in pair or () if (one := _shielded(each, body)) is not None]
        if pair is not None and len(safe) == len(pair):
            shielded |= {one.step.node: one for one in safe}
            pairs.append(pair)
            nodes |= {pair[1].step.node, *([pair[0].step.node] if _takes_back(*pair, body) else [])}
    return Settled(tuple(shielded.get(one.step.node, one) for one in chosen), frozenset(nodes), tuple(pairs))


def _shielded(one: Chosen, body: Body) -> Chosen | None:
    """The same write, of which no cancellation lets the end come later than the next statement."""
    helper = helper_of(HELPER_NAME, HELPER, ("asyncio",), body)
    if helper is None or not isinstance(one.step.node, ast.expr):
        return None
    way = replace(
        one.way,
        edits=(*one.way.edits, HandAwaited(body.span(one.step.node), HELPER_NAME)),
        imports=(*one.way.imports, *helper.imports),
        beside=(*one.way.beside, *helper.beside),
        hopped=None,
    )
    is_native = one.way is one.step.native
    return Chosen(replace(one.step, native=way) if is_native else replace(one.step, thread=way), way)


def _pair(node: ast.Try, body: Body, chosen: Sequence[Chosen]) -> tuple[Chosen, Chosen] | None:
    """The write of the statement in front of a `try`, and the one of its `finally`."""
    block = block_of(node, body.parents[node])
    index = block.index(node)
    if not index or hasattr(block[index - 1], "body"):
        return None
    before, final = inside([block[index - 1]], chosen), inside(node.finalbody, chosen)
    if any(one.step.slow for one in (*before, *final)):
        return None
    first, last = ([one for one in several if one.step.writes] for several in (before, final))
    if len(first) != 1 or len(last) != 1:
        return None
    statement = body.statement(last[0].step.node)
    is_sure = statement in node.finalbody and not _depends(node, statement, body)
    return (first[0], last[0]) if is_sure else None


def _takes_back(first: Chosen, last: Chosen, body: Body) -> bool:
    """Whether the row that was created first is deleted last."""
    match body.statement(first.step.node), first.step.node, last.step.node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value),
            ast.Call(func=ast.Attribute(attr="create")) as created,
            ast.Call(func=ast.Attribute(value=ast.Name(id=deleted), attr="delete")),
        ):
            return value is created and name == deleted
    return False


def _depends(node: ast.Try, final: ast.stmt, body: Body) -> bool:
    """Whether what a `finally` writes depends on how far the `try` came."""
    parts: list[ast.AST] = [*node.body, *node.handlers, *node.orelse]
    done = node.finalbody[: node.finalbody.index(final) + 1]
    read = {name for statement in done for name in reads(statement)}
    own = body.project.function_scope(body.routine.node).names
    nodes = [one for statement in done for one in all_nodes(statement)]
    used = {one.id for one in nodes if isinstance(one, ast.Name) and not _names_a_row(one, body)}
    return not read.isdisjoint(bound_in(parts)) or any(
        isinstance(one, ast.Name) and one.id in used & own.keys() and not _only_looks(one, body)
        for part in parts
        for one in all_nodes(part)
    )


def _names_a_row(node: ast.Name, body: Body) -> bool:
    """Whether only the key of a row matters where it is named."""
    outer = body.parents[node]
    if not isinstance(outer, ast.Attribute):
        return False
    return outer.attr in KEYS or (outer.attr == "delete" and body.is_called(outer))


def _only_looks(node: ast.Name, body: Body) -> bool:
    """Whether an attribute of something is read, and no more."""
    outer = body.parents[node]
    if not isinstance(outer, ast.Attribute) or not isinstance(outer.ctx, ast.Load):
        return False
    return not body.is_called(outer) and not isinstance(body.parents[outer], ast.Attribute | ast.Subscript)
