"""Lets a function that is cancelled release what it holds, or says that it holds what no await may come between."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.edits.managers import ManageFrom, ManageTo
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.rule import Edit
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.future import future_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.waiting import is_lock
from codemods.cancellation.resources.leaks import leaks_of
from codemods.cancellation.resources.managed import as_context_managers
from codemods.facts import table
from codemods.routines import Routine

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
            return Change(
                reason=f"`{key}` is acquired or released among writes that one thread does: "
                "acquire it before them, and release it behind them"
            )
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
    """Yield what to say of the locks of threads that the function takes or gives back by hand, and does not wait for.

    One that it waits for is a step that cannot be awaited.
    """
    covered = {node for one in chosen for node in one.step.covers}
    for call in (node for node in inner_nodes(body.routine.node.body) if isinstance(node, ast.Call)):
        inside = [inner for one in callees_of(call.func, body) if len(inner := _by_hand(one, body.project)) == 1]
        for lock in [*handled(call, body).values(), *(name for one in inside for name in one.values())]:
            if call not in covered:
                yield (
                    f"`{lock}` is a lock of threads, which must not be held over an await: "
                    "hold it in a function without slow calls"
                )


def _by_hand(routine: Routine, project: Project) -> dict[str, str]:
    """Whether a function takes a lock, or gives one back, each with the lock."""
    body = Body.of(routine, project)
    calls = [node for node in inner_nodes(routine.node.body) if isinstance(node, ast.Call)]
    return {how: lock for call in calls for how, lock in handled(call, body).items()}


def handled(call: ast.Call, body: Body) -> dict[str, str]:
    """Whether a call takes a lock or gives it back, with the lock."""
    match call.func:
        case ast.Attribute(value=owner, attr="acquire" | "release" as how) if is_lock(owner, body):
            return {how: ast.unparse(owner)}
    return {}


def _flags(body: Body, chosen: Sequence[Chosen]) -> Iterator[tuple[str, bool]]:
    """Yield the flags that are set while the function waits, and whether they are taken back in any case."""
    calls = [node for node in inner_nodes(body.routine.node.body) if isinstance(node, ast.Call)]
    slow = [one.step.node.lineno for one in chosen if one.step.slow]
    for flag in table("regions")["flag"]:
        for taken in (call for call in calls if _does(call, flag["set"], flag["unset"], body)):
            given = [call for call in calls if _does(call, flag["unset"], flag["set"], body) and _same(call, taken)]
            if any(taken.lineno < row < call.lineno for row in slow for call in given):
                yield ast.unparse((*taken.args, taken.func)[0]), any(is_final(call, body) for call in given)


def _does(call: ast.Call, name: str, opposite: str, body: Body) -> bool:
    """Whether a call does something with a full name, itself or in a function that does not do the opposite as well."""
    if body.called(call) == name:
        return True
    for callee in callees_of(call.func, body):
        inner = Body.of(callee, body.project)
        names = {inner.called(one) for one in inner_nodes(callee.node.body) if isinstance(one, ast.Call)}
        if name in names and opposite not in names:
            return True
    return False


def _same(call: ast.Call, other: ast.Call) -> bool:
    return [ast.dump(one) for one in call.args[:1]] == [ast.dump(one) for one in other.args[:1]]


def is_final(node: ast.AST, body: Body) -> bool:
    """Whether something stands in a `finally`."""
    inner = node
    for outer in body.around(node):
        if isinstance(outer, ast.Try) and inner in outer.finalbody:
            return True
        inner = outer
    return False
