"""Errors that come out of a function in the place of others: who awaits it catches these, too."""

from __future__ import annotations

import ast
from collections.abc import Collection

from codemods.async_views.decision.chosen import Change
from codemods.async_views.decision.graph import Graph
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.failures import caught_elsewhere, failures_from
from codemods.async_views.steps.http.naming import http_client, module_name
from codemods.async_views.steps.step import Step
from codemods.routines import Routine

BOTH = "a clause for errors of requests catches errors of JSON that is not of a response, too"


def catch_from(step: Step, coroutines: Collection[Routine], body: Body, graph: Graph) -> Change:
    """Find what else the clauses around a call have to catch once it is awaited.

    Args:
        step: The call of functions of the project.
        coroutines: The functions that are coroutine functions then.
        body: The function that calls them.
        graph: Who calls whom.

    Returns:
        The changes, or why the function needs the errors as they are.
    """
    raised = frozenset().union(*(_raised_by(one, coroutines, graph) for one in step.callees))
    assert isinstance(step.node, ast.expr)
    return _catch(step.node, raised, body) if raised else Change()


def catch_from_view(call: ast.expr, body: Body) -> Change:
    """Find what else the clauses around a call have to catch that awaits whatever view there is."""
    client = http_client(body.routine.module, body.project)
    return _catch(call, frozenset({client, "json"}), body) if client else Change()


def caught_unchanged(routine: Routine, coroutines: Collection[Routine], graph: Graph) -> str:
    """Why a function that changes where it stands has to raise what it did; nothing if it need not."""
    if not _raised_by(routine, coroutines, graph):
        return ""
    return caught_elsewhere(routine, graph.project, coroutines)


def _catch(call: ast.expr, raised: frozenset[str], body: Body) -> Change:
    client = min(raised - {"json"})
    http = module_name(client, body)
    if http is None:
        return Change(reason=f"the name {client} stands for something else in {body.routine.name}")
    found = failures_from(call, http[0], body, json="json" in raised)
    if found.reason:
        return Change(reason=f"{body.routine.name} catches errors of requests that come out of it: {found.reason}")
    if not found.edits:
        return Change()
    doubts = (BOTH,) if found.widened else ()
    return Change(tuple(found.edits), (*http[1], *found.imports), doubts)


def _raised_by(routine: Routine, coroutines: Collection[Routine], graph: Graph) -> frozenset[str]:
    """The packages whose errors come out of a function that is a coroutine function, where those of others did."""
    known = {routine}
    frontier = [routine]
    found: frozenset[str] = frozenset()
    while frontier:
        for step in graph.steps(frontier.pop()):
            found |= step.native.raises if step.native else frozenset()
            more = [one for one in step.callees if one in coroutines and one not in known]
            known.update(more)
            frontier += more
    return found
