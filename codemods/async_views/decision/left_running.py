"""Programs that a function starts and follows: they must not run on when nobody follows them any more."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.nodes import all_nodes
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.holding import is_final
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, built_by
from codemods.async_views.steps.programs import MAKER

FOLLOWING = frozenset({"communicate", "kill", "poll", "send_signal", "stderr", "stdin", "stdout", "terminate", "wait"})
ENDING = frozenset({"kill", "terminate"})


def ended_with_it(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Say no to a function that would leave a program running that it waits for.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        Nothing to change, or the reason.
    """
    ended = {name for one in chosen for name in one.way.ends}
    for process in built_by({MAKER}, body):
        if isinstance(process.statement, ast.Assign) and process.name not in ended and _is_left(process, body, chosen):
            return Change(
                reason=f"`{process.name}` runs on when the client leaves: start it in a with statement, "
                "or kill it in a `finally`"
            )
    return Change()


def _is_left(process: Built, body: Body, chosen: Sequence[Chosen]) -> bool:
    """Whether something is awaited while a process runs that the function follows, and does not end in any case."""
    nodes = list(all_nodes(body.routine.node))
    uses = [one for one in nodes if isinstance(one, ast.Attribute) and _is_named(one.value, process)]
    if any(one.attr in ENDING and is_final(one, body) for one in uses):
        return False
    followed = [one for one in uses if one.attr in FOLLOWING]
    first, last = process.statement.lineno, max((one.lineno for one in followed), default=0)
    loops = [
        one
        for one in nodes
        if isinstance(one, ast.While | ast.For) and any(inner in followed for inner in all_nodes(one))
    ]
    last = max([last, *(one.end_lineno or 0 for one in loops)])
    return any(first < one.step.node.lineno <= last for one in chosen if one.step.slow)


def _is_named(node: ast.expr, process: Built) -> bool:
    return isinstance(node, ast.Name) and node.id == process.name
