"""Keeps writes together of which a cancellation could let the first happen without the second."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.nodes import all_nodes, start_of
from codemods.async_views.decision.chosen import Chosen, inside
from codemods.async_views.decision.finals import settled_in_the_end
from codemods.async_views.decision.polling import turns_of_polling
from codemods.async_views.regions.outlining import block_of, plan_within
from codemods.async_views.regions.writing import Writing
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.async_views.steps.picked import may_run
from codemods.async_views.steps.step import Step
from codemods.async_views.steps.transactions import steps_among
from codemods.routines import Routine


@dataclass(frozen=True)
class Together:
    """What is awaited when all writes are together; the functions `kept` are run by threads as they are.

    `doubts` is about writes that stay apart.
    """

    chosen: tuple[Chosen, ...]
    kept: frozenset[Routine]
    doubts: tuple[str, ...] = ()


def kept_together(body: Body, chosen: Sequence[Chosen]) -> Together | str:
    """Put writes that may follow one another into functions that a thread runs to their ends.

    What is in a thread when the task is cancelled runs on; between two awaits the second never comes.

    Args:
        body: The function.
        chosen: How it is to do its steps.

    Returns:
        What is awaited then, or why the writes cannot be kept together.
    """
    settled = settled_in_the_end(body, chosen)
    chosen, doubts = settled.chosen, []
    writing = Writing({one.step.node for one in chosen if one.step.writes} - settled.nodes)
    for run in writing.runs(body.routine.node.body):
        doubt = turns_of_polling(run, body, chosen)
        if doubt:
            doubts.append(doubt)
            continue
        found = _together(run, body, chosen)
        if isinstance(found, str):
            return found
        chosen = found
    awaited = {one.step.node for one in chosen}
    parted = next((pair for pair in settled.pairs if not awaited.issuperset(one.step.node for one in pair)), None)
    if parted is not None:
        return (
            f"{_named(parted)} must happen together with another write in front of the `try`, or a client that leaves "
            "lets only the first happen: write that in the `try`"
        )
    divided = next((one for one in chosen if any(_is_divided(one, other) for other in chosen)), None)
    if divided is not None:
        return f"writes that must happen together use the client of {divided.step.name}: build another one for them"
    regions = [node for one in chosen for node in one.step.covers if _is_region(one)]
    calls = [node.func for node in regions if isinstance(node, ast.Call)]
    called = [routine for func in calls for routine in (*callees_of(func, body), *may_run(func, body))]
    return Together(tuple(chosen), frozenset(called), tuple(doubts))


def _is_region(one: Chosen) -> bool:
    return isinstance(one.step.node, ast.stmt) and one.way is one.step.thread


def _is_divided(one: Chosen, region: Chosen) -> bool:
    """Whether the way of a step outside of a region changes something in it, such as calls of one client."""
    if one is region or not _is_region(region) or one.step.native is None:
        return False
    rows = [node.lineno for node in region.step.covers if isinstance(node, ast.stmt | ast.expr)]
    first = region.step.node.lineno
    if first <= one.step.node.lineno <= max(rows, default=first):
        return False  # it is inside itself
    return any(first <= edit.span.start.row and edit.span.end.row <= max(rows, default=first) for edit in one.way.edits)


def _together(run: Sequence[ast.stmt], body: Body, chosen: Sequence[Chosen]) -> list[Chosen] | str:
    run = _with_regions(run, body, chosen)
    held = inside(run, chosen)
    writes = [one for one in held if one.step.writes]
    slow = next((one for one in held if one.step.slow), None)
    if slow is not None and not any(one.ends_at_once for one in chosen if one not in held):
        return _between(slow, writes, repeated=len(writes) == 1)

    def may_grow(longer: Sequence[ast.stmt]) -> bool:
        return not any(one.ends_at_once for one in inside(longer, chosen) if one not in held)

    found = plan_within(run, body, list(_calls(writes, body)), may_grow)
    if isinstance(found, str):
        return f"{_named(writes)} must happen together, or a client that leaves lets only the first happen: {found}"
    longer, way = found
    first = longer[0]
    held = inside(longer, chosen)
    covers = frozenset(inner for one in longer for inner in all_nodes(one)) - {first}
    name = slow.step.name if slow else writes[0].step.name
    region = Step(first, name, slow=slow is not None, thread=way, writes=True, covers=covers)
    rest = [one for one in chosen if one not in held]
    return sorted([*rest, Chosen(region, way)], key=lambda one: start_of(one.step.node))


def _calls(writes: Sequence[Chosen], body: Body) -> Iterator[ast.AST]:
    """Yield the calls that write, also those inside of regions."""
    for one in writes:
        if isinstance(one.step.node, ast.stmt):
            yield from (step.node for step in steps_among([one.step.node], body) if step.writes)
        else:
            yield one.step.node


def _with_regions(run: Sequence[ast.stmt], body: Body, chosen: Sequence[Chosen]) -> Sequence[ast.stmt]:
    """The run with all of the regions that begin in it."""
    block = block_of(run[0], body.parents[run[0]])
    covered = {node for one in inside(run, chosen) for node in one.step.covers}
    last = max(index for index, one in enumerate(block) if one in run or one in covered)
    return block[block.index(run[0]) : last + 1]


def _between(slow: Chosen, writes: Sequence[Chosen], *, repeated: bool) -> str:
    if slow in writes:
        return (
            f"{slow.step.name} changes something that lasts, and so does {_other(slow, writes)}: a client that leaves "
            "in between would let only the first happen; do both in one function that a task queue runs"
        )
    if repeated:
        return (
            f"{_named(writes)} happen in each turn of a loop that waits for {slow.step.name}: a client that leaves "
            "would let only the first happen; do them all behind the loop, or have a task queue run it"
        )
    return (
        f"{_named(writes)} happen before and after {slow.step.name}: a client that leaves would let only the first "
        "happen; do them all before it, or all behind it, or what follows up the first in a `finally`"
    )


def _other(slow: Chosen, writes: Sequence[Chosen]) -> str:
    return next((one.step.name for one in writes if one is not slow), "what comes in the next turn of the loop")


def _named(writes: Sequence[Chosen]) -> str:
    names = list(dict.fromkeys(one.step.name for one in writes))
    return " and ".join(names) if len(names) > 1 else f"the writes of {names[0]}"
