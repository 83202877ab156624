"""Temporary files that a function removes itself: they must not stay when it is cancelled before."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.nodes import own_nodes, start_of
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.files import derived, names_in
from codemods.async_views.steps.body import Body
from codemods.facts import table


def removed_in_any_case(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Say no to a function that would leave a file behind which it made with `delete=False`.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        Nothing to change, or the reason.
    """
    facts = table("files")["temporary"]
    calls = [node for node in own_nodes(body.routine.node) if isinstance(node, ast.Call)]
    for made in calls:
        if body.called(made) in facts["named"] and _stays(made):
            names = derived(body, [made])
            removed = [call for call in calls if body.called(call) in facts["removes"] and names_in(call) & names]
            ended = [one for call in removed for one in _tries_around(call, body)]
            safe_from = min(map(start_of, ended)) if ended else max(map(start_of, removed), default=start_of(made))
            if any(start_of(made) < start_of(one.step.node) < safe_from for one in chosen):
                return Change(
                    reason=f"the file of `{body.called(made)}` is removed only if the function is not cancelled "
                    "before: write it before anything is awaited, and remove it in a `finally`"
                )
    return Change()


def _stays(made: ast.Call) -> bool:
    """Whether the file may outlast the object that stands for it."""
    given = [word.value for word in made.keywords if word.arg == "delete"]
    return any(not isinstance(one, ast.Constant) or not one.value for one in given)


def _tries_around(removed: ast.Call, body: Body) -> Iterator[ast.Try]:
    """Yield the `try` statements whose `finally` removes the file."""
    inner: ast.AST = removed
    for outer in body.around(removed):
        if isinstance(outer, ast.Try) and inner in outer.finalbody:
            yield outer
        inner = outer
