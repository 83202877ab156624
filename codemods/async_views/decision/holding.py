"""Lets a function that is cancelled release what it holds, or says that it holds what no await may come between."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.edits.managers import ManageFrom, ManageTo
from channels_fix.nodes import inner_nodes
from channels_fix.rule import Edit
from codemods.async_views.decision.chosen import Change, Chosen, inside
from codemods.async_views.decision.future import future_of
from codemods.async_views.steps.body import Body
from codemods.cancellation.resources.kinds import Sight, kind_of
from codemods.cancellation.resources.leaks import leaks_of
from codemods.cancellation.resources.managed import as_context_managers
from codemods.facts import table

LOCK = "thread lock"
STAYS = "stays set in the cache when the client leaves: take it back in a `finally`"
MAY_STAY = "stays set in the cache until it expires when the client leaves just as it is set"


def released(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Find the changes that release what a function holds when it is cancelled.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        The changes, or why there are none that would do.
    """
    flags = list(_flags(body, chosen))
    reason = next(_locks(body, chosen), "") or next((f"{name} {STAYS}" for name, final in flags if not final), "")
    if reason or not chosen:
        return Change(reason=reason)
    routine = body.routine
    function = future_of(body, chosen)
    where = (function, routine.module, routine.cls, routine.around, body.project)
    managed = {one.key: one for one in as_context_managers(*where)}
    edits: list[Edit] = []
    for leak in leaks_of(*where):
        key = leak.resource.key
        if not leak.released or any(key in one.way.ends for one in chosen):
            continue  # nobody released it before, either, or the way in which it is used does
        if key not in managed:
            return Change(
                reason=f"`{key}` is released only if the function is not cancelled before: "
                "release it in a `finally`, or use a with statement"
            )
        if any(_is_in_region(edit, chosen) for edit in managed[key].edits):
            return Change(reason=f"`{key}` is acquired or released among writes that a thread does together")
        edits += managed[key].edits
    return Change(tuple(dict.fromkeys(edits)), (), tuple(f"{name} {MAY_STAY}" for name, _ in flags))


def _is_in_region(edit: Edit, chosen: Sequence[Chosen]) -> bool:
    """Whether one end of what an edit puts under a with statement is moved into another function."""
    if not isinstance(edit, ManageFrom | ManageTo):
        return False
    regions = [one.step.covers for one in chosen if isinstance(one.step.node, ast.stmt)]
    rows = [{node.lineno for node in region if isinstance(node, ast.stmt | ast.expr)} for region in regions]
    return any(edit.span.start.row in one for one in rows)


def _locks(body: Body, chosen: Sequence[Chosen]) -> Iterator[str]:
    """Yield what to say of the locks of threads that would be held over an await."""
    routine = body.routine
    sight = Sight(routine.module, routine.within, routine.cls, body.project)
    for node in inner_nodes(routine.node.body):
        match node:
            case ast.With(items=items) if inside(node.body, chosen):
                locks = [item.context_expr for item in items if _is_lock(item.context_expr, sight)]
            case ast.Call(func=ast.Attribute(value=owner, attr="acquire")) if _is_lock(owner, sight):
                region = any(node in one.step.covers for one in chosen)
                locks = [] if region else [owner]
            case _:
                continue
        for lock in locks:
            yield (
                f"`{ast.unparse(lock)}` is a lock of threads, which must not be held over an await: "
                "hold it in a function without slow calls"
            )


def _is_lock(node: ast.expr, sight: Sight) -> bool:
    kind = kind_of(node, sight)
    return kind is not None and kind.name == LOCK


def _flags(body: Body, chosen: Sequence[Chosen]) -> Iterator[tuple[str, bool]]:
    """Yield the flags that are set while the function waits, and whether they are taken back in any case."""
    calls = [node for node in inner_nodes(body.routine.node.body) if isinstance(node, ast.Call) and node.args]
    slow = [one.step.node.lineno for one in chosen if one.step.slow]
    for flag in table("regions")["flag"]:
        for taken in (call for call in calls if body.called(call) == flag["set"]):
            given = [call for call in calls if body.called(call) == flag["unset"] and _same(call, taken)]
            if any(taken.lineno < row < call.lineno for row in slow for call in given):
                yield ast.unparse(taken.args[0]), any(is_final(call, body) for call in given)


def _same(call: ast.Call, other: ast.Call) -> bool:
    return ast.dump(call.args[0]) == ast.dump(other.args[0])


def is_final(node: ast.AST, body: Body) -> bool:
    """Whether something stands in a `finally`."""
    inner = node
    for outer in body.around(node):
        if isinstance(outer, ast.Try) and inner in outer.finalbody:
            return True
        inner = outer
    return False
