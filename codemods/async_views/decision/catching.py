"""Errors that come out of a function in the place of others: who awaits it catches these, too."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from channels_fix.bindings import Function, all_arguments
from channels_fix.nodes import all_nodes, own_nodes
from channels_fix.project import Project
from codemods.async_views.decision.chosen import Change
from codemods.async_views.decision.graph import Graph
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.catchers import caught_elsewhere
from codemods.async_views.steps.http.clauses import is_error
from codemods.async_views.steps.http.failures import failures_from
from codemods.async_views.steps.http.naming import TAKEN, http_client, module_name
from codemods.async_views.steps.step import Step
from codemods.routines import Routine
from codemods.testing import is_test

HANDLES = "exception_handler"
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
    raised = frozenset().union(*(raised_from(one, coroutines, graph) for one in step.callees))
    assert isinstance(step.node, ast.expr)
    return _catch(step.node, raised, body) if raised else Change()


def catch_from_view(call: ast.expr, body: Body) -> Change:
    """Find what else the clauses around a call have to catch that awaits whatever view there is."""
    client = http_client(body.routine.module, body.project)
    return _catch(call, frozenset({client, "json"}), body) if client else Change()


def caught_unchanged(routine: Routine, coroutines: Collection[Routine], graph: Graph) -> str:
    """Why a function that changes where it stands has to raise what it did; nothing if it need not."""
    if not raised_from(routine, coroutines, graph):
        return ""
    return caught_elsewhere(routine, graph.project, coroutines)


def asked_for(project: Project) -> tuple[str, ...]:
    """Where errors that come from elsewhere are asked whether they are some of requests: in a middleware, for one."""
    return project.once("errors of requests that are asked for", lambda: tuple(_asked_for(project)))


def _asked_for(project: Project) -> Iterator[str]:
    modules = [*project.modules_with("isinstance", ("requests",)), *project.modules_with(HANDLES, ("requests",))]
    for module in dict.fromkeys(modules):
        for function in () if is_test(module) else all_nodes(module.tree):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                kinds = [kind for node in own_nodes(function) for kind in _kinds_asked(node, function)]
                kinds += [kind for decorator in function.decorator_list for kind in _kinds_handled(decorator)]
                symbols = (project.resolve(kind, module, (function,)) for kind in kinds)
                if any(symbol is not None and is_error(symbol.name) for symbol in symbols):
                    yield f"{function.name} in {module.path.name} asks for errors of requests: others come now"


def _kinds_asked(node: ast.AST, function: Function) -> list[ast.expr]:
    """The classes for which a function asks whether one of its arguments is of them."""
    match node:
        case ast.Call(func=ast.Name(id="isinstance"), args=[ast.Name(id=name), kinds]):
            given = {one.arg for one in all_arguments(function.args)}
            return [] if name not in given else kinds.elts if isinstance(kinds, ast.Tuple) else [kinds]
    return []


def _kinds_handled(decorator: ast.expr) -> list[ast.expr]:
    """The classes for whose errors a decorator gives a function to Django Ninja."""
    match decorator:
        case ast.Call(func=ast.Attribute(attr=name), args=[kinds, *_]) if name == HANDLES:
            return kinds.elts if isinstance(kinds, ast.List | ast.Tuple) else [kinds]
    return []


def _catch(call: ast.expr, raised: frozenset[str], body: Body) -> Change:
    client = min(raised - {"json"})
    http = module_name(client, body)
    if http is None:
        return Change(reason=TAKEN.format(client))
    found = failures_from(call, http[0], body, json="json" in raised)
    if found.reason:
        return Change(reason=f"{body.routine.name} catches errors of requests that come out of it: {found.reason}")
    if not found.edits:
        return Change()
    doubts = (*found.doubts, *([BOTH] if found.widened else []))
    return Change(tuple(found.edits), (*http[1], *found.imports), doubts)


def raised_from(routine: Routine, coroutines: Collection[Routine], graph: Graph) -> frozenset[str]:
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
