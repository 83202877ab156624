"""Calls of requests: the asynchronous client makes them that the project has, or that it is told to use."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from channels_fix.edits.wrapping import PutUnder
from channels_fix.rule import ImportedName
from codemods.async_views.steps.blocking import call_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.arguments import client_arguments, recast, request_arguments
from codemods.async_views.steps.http.failures import failures_of
from codemods.async_views.steps.http.naming import free_name, http_client, module_name
from codemods.async_views.steps.http.responses import raised_by, responses_named, uses_of
from codemods.async_views.steps.http.tls import context_of
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way
from codemods.facts import table

NO_CLIENT = "no async HTTP client: add httpx to the project, or name one with --http-client"
ELSEWHERE = "a client is opened for a whole statement: give the response a name in a statement of its own"
MIXED = "another call in the same function cannot be made by httpx, and both share a name or a statement"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    if method_of(name) is None:
        return None
    native, reason = _native(node, body)
    known = call_of(name)
    writes = known is not None and known.writes
    return Step(node, name, slow=True, native=native, thread=thread_way(node, body), reason=reason, writes=writes)


def method_of(name: str) -> str | None:
    """The method of the client for a function of requests, None if there is none."""
    package, _, method = name.rpartition(".")
    return method if package == "requests" and method in table("http")["methods"]["names"] else None


def _native(node: ast.Call, body: Body) -> tuple[Way | None, str]:
    """The way to make a call with the asynchronous client, or why there is none."""
    module, project = body.routine.module, body.project
    client = http_client(module, project)
    if not client:
        return None, NO_CLIENT
    http = module_name(client, body)
    if http is None:
        return None, f"the name {client} stands for something else here"
    reason = _hindrance(node, body)
    if reason:
        return None, reason
    return _written(node, http, body)


def _written(node: ast.Call, http: tuple[str, tuple[ImportedName, ...]], body: Body) -> tuple[Way | None, str]:
    method = method_of(called(node, place_of(body))) or ""
    given = recast(node, method)
    uses = uses_of(node, body)
    left = [one for one in _calls(body) if _hindrance(one, body)]
    failures = failures_of(node, left, http[0], body)
    reason = uses.reason or failures.reason
    if not reason and "raise_for_status" in uses.names and given.client["follow_redirects"] == "False":
        reason = "`raise_for_status()` of httpx raises for a redirect that is not followed"
    if reason:
        return None, reason
    client = http_client(body.routine.module, body.project)
    own = [key for key, code in given.client.items() if code != "True"]
    name, context = free_name(body), context_of(client, body, own)
    opened = f"async with {http[0]}.AsyncClient({client_arguments(given, http[0], context.name)}) as {name}"
    call = AwaitInstead(
        body.span(node),
        body.is_primary(node),
        f"{name}.{given.method}",
        request_arguments(given),
        dropped=tuple(given.dropped),
        renamed=tuple(given.renamed.items()),
        first=given.first,
    )
    under = PutUnder(body.span(body.statement(node)), opened)
    differences = table("http")["differences"]
    doubts = (differences["always"], *dict.fromkeys([*given.doubts, *uses.doubts]))
    edits = (call, under, *uses.edits, *failures.edits)
    imports = (*http[1], *failures.imports, *context.imports)
    raises = raised_by(client, uses)
    return Way(edits, imports, cancellable=True, doubts=doubts, beside=context.beside, raises=raises), ""


def _hindrance(node: ast.Call, body: Body) -> str:
    """Why a call cannot be made by httpx, as far as that is to be seen without the clauses around it."""
    reason = _own_hindrance(node, body)
    if reason:
        return reason
    partners = [one for one in _calls(body) if one is not node and _belong_together(one, node, body)]
    if any(_own_hindrance(one, body) for one in partners):
        return MIXED
    opened = {client_arguments(recast(one, _method(one, body)), "") for one in (node, *partners)}
    same = [one for one in partners if body.statement(one) is body.statement(node)]
    return MIXED if same and len(opened) > 1 else ""


def _own_hindrance(node: ast.Call, body: Body) -> str:
    statement = body.statement(node)
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.Return):
        return ELSEWHERE
    if not isinstance(body.parents[node], ast.Expr | ast.Attribute | ast.Assign):
        return uses_of(node, body).reason
    given = recast(node, _method(node, body))
    if given.reason:
        return given.reason
    name = _name_of(node, body)
    values = responses_named(name, body) if name else []
    if any(value is None or not _is_call_or_none(value, body) for value in values):
        return f"`{name}` is not always a response of requests"
    return uses_of(node, body).reason


def _is_call_or_none(value: ast.expr, body: Body) -> bool:
    if isinstance(value, ast.Constant):
        return value.value is None
    return isinstance(value, ast.Call) and bool(_method(value, body))


def _belong_together(one: ast.Call, other: ast.Call, body: Body) -> bool:
    name = _name_of(one, body)
    return bool(name and name == _name_of(other, body)) or body.statement(one) is body.statement(other)


def _name_of(node: ast.Call, body: Body) -> str:
    """The name that the response of a call is given, if it is."""
    match body.parents[node]:
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return ""


def _calls(body: Body) -> list[ast.Call]:
    """The calls of requests in a function."""
    found = (one for one in ast.walk(body.routine.node) if isinstance(one, ast.Call))
    return [one for one in found if _method(one, body)]


def _method(node: ast.Call, body: Body) -> str:
    return method_of(called(node, place_of(body))) or ""
