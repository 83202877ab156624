"""Clients of services that a function builds, and that have an asynchronous twin: it awaits all that they do."""

from __future__ import annotations

import ast

from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError
from codemods.async_views.steps.called import called
from codemods.async_views.steps.client_conversion import Conversion
from codemods.async_views.steps.client_twins import lost
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.used_clients import Client, client_for
from codemods.async_views.steps.waiting import piece_by_piece, place_of, thread_way
from codemods.async_views.values.blocking import call_of
from codemods.facts import table


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if isinstance(node, ast.With):
        return _entered(node, body)
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    known = call_of(name)
    if known is None or not known.waits:
        return None
    client = client_for(node.func, body)
    alone = known.reason or piece_by_piece(node)
    if client is None:
        why = lost(name, body)
        thread = None if alone else thread_way(node, body)
        return Step(node, name, slow=True, thread=thread, reason=alone or why, writes=known.writes) if why else None
    try:
        native = _converted(client, body)
    except UnfitError as unfit:
        thread = None if alone else thread_way(node, body)
        reason = known.reason or str(unfit)
        return Step(node, name, slow=True, thread=thread, reason=reason, writes=known.writes)
    return Step(node, name, slow=True, native=native, writes=known.writes)


def _entered(node: ast.With, body: Body) -> Step | None:
    """A block at the end of which a client waits."""
    calls = [one.context_expr for one in node.items if isinstance(one.context_expr, ast.Call)]
    for call in calls:
        name = called(call, place_of(body))
        client = client_for(call.func, body) if name in table("clients")["uses"]["entered"] else None
        if client is not None:
            try:
                return Step(node, f"with {name}", slow=True, native=_converted(client, body))
            except UnfitError as unfit:
                return Step(node, f"with {name}", slow=True, reason=str(unfit), covers=frozenset(calls))
    return None


def _converted(client: Client, body: Body) -> Way:
    return body.project.once(("client", client.text, body.routine.node), lambda: Conversion(client, body).way())
