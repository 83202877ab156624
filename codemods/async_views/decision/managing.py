"""Generators that are context managers around what a function awaits: it may never come to what is behind a yield."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.nodes import inner_nodes
from codemods.async_views.decision.chosen import Chosen, inside
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of


def managers_of(body: Body, chosen: Sequence[Chosen]) -> Iterator[Body]:
    """Yield the generators of the project that are context managers around what a function awaits."""
    for node in inner_nodes(body.routine.node.body):
        if isinstance(node, ast.With) and any(one.ends_at_once for one in inside(node.body, chosen)):
            calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
            found = (one for call in calls for one in callees_of(call.func, body) if one.is_generator)
            yield from (Body.of(one, body.project) for one in found)


def yields_of(body: Body) -> list[int]:
    """The lines in which a generator yields."""
    return [node.lineno for node in inner_nodes(body.routine.node.body) if isinstance(node, ast.Yield)]
