"""Calls of requests, and of its sessions that are kept elsewhere, for the asynchronous client that the project has."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from channels_fix.edits.wrapping import PutUnder
from channels_fix.nodes import all_nodes
from channels_fix.rule import ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.arguments import client_arguments, recast, request_arguments
from codemods.async_views.steps.http.failures import failures_of
from codemods.async_views.steps.http.kept_sessions import SESSION, Session, session_of
from codemods.async_views.steps.http.naming import TAKEN, free_name, http_client, module_name
from codemods.async_views.steps.http.remade import remade, responses_named
from codemods.async_views.steps.http.responses import annotated, raised_by, uses_of
from codemods.async_views.steps.http.statuses import raised
from codemods.async_views.steps.http.tls import context_of
from codemods.async_views.steps.layout import call_code
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way
from codemods.async_views.values.blocking import call_of
from codemods.facts import table

NO_CLIENT = "no async HTTP client: add httpx to the project, or name one with --http-client"
ELSEWHERE = "a client is opened for a whole statement: give the response a name in a statement of its own"
NOT_ITS_OWN = "`{}` of one request is not that of a client: give it to the session"
MIXED = "another call in the same function cannot be made by httpx, and both share a name or a statement: part them"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    if method_of(name) is None:
        return None
    native, reason = native_way(node, body)
    known = call_of(name)
    writes = known is not None and known.writes
    return Step(node, name, slow=True, native=native, thread=thread_way(node, body), reason=reason, writes=writes)


def method_of(name: str) -> str | None:
    """The method of the client for a function of requests, or a method of its sessions, None if there is none."""
    owner, _, method = name.rpartition(".")
    return method if owner in {"requests", SESSION} and method in table("http")["methods"]["names"] else None


def native_way(node: ast.Call, body: Body) -> tuple[Way | None, str]:
    """The way to make a call with the asynchronous client, or why there is none."""
    module, project = body.routine.module, body.project
    client = http_client(module, project)
    if not client:
        return None, NO_CLIENT
    http = module_name(client, body)
    if http is None:
        return None, TAKEN.format(client)
    reason = _hindrance(node, body)
    if reason:
        return None, reason
    return _written(node, http, body)


def _written(node: ast.Call, http: tuple[str, tuple[ImportedName, ...]], body: Body) -> tuple[Way | None, str]:
    method = method_of(called(node, place_of(body))) or ""
    given = recast(node, method, body)
    uses = uses_of(node, body)
    left = [one for one in _calls(body) if _hindrance(one, body)]
    failures = failures_of(node, left, http[0], body)
    asked = raised(uses.read, body, follows=given.follows)
    reason = uses.reason or failures.reason or asked.reason
    if reason:
        return None, reason
    client = http_client(body.routine.module, body.project)
    session = session_of(node, body) or Session()
    own = [key for key, code in given.client.items() if code != "True"]
    name, context = free_name(body), context_of(client, body, [*own, *session.arguments])
    arguments = client_arguments(given, http[0], context.name, session.arguments)
    opened = f"async with {call_code(f'{http[0]}.AsyncClient', arguments)} as {name}"
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
    doubts = (
        differences["always"],
        *dict.fromkeys([*given.doubts, *uses.doubts, *asked.doubts, *failures.doubts, *session.doubts]),
    )
    edits = (call, under, *uses.edits, *asked.edits, *failures.edits, *annotated(uses, http[0], body))
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
    opened = {_opened(one, body) for one in (node, *partners)}
    same = [one for one in partners if body.statement(one) is body.statement(node)]
    return MIXED if same and len(opened) > 1 else ""


def _opened(node: ast.Call, body: Body) -> tuple[str, ...]:
    """How the client is opened for a call."""
    session = session_of(node, body)
    return client_arguments(recast(node, _method(node, body), body), "", "", session.arguments if session else {})


def _own_hindrance(node: ast.Call, body: Body) -> str:
    statement = body.statement(node)
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.Return):
        return ELSEWHERE
    if not isinstance(body.parents[node], ast.Expr | ast.Attribute | ast.Assign):
        return uses_of(node, body).reason
    given, session = recast(node, _method(node, body), body), session_of(node, body) or Session()
    if given.reason or session.reason:
        return given.reason or session.reason
    own = {"cookies", "verify"}.intersection(session.arguments, given.dropped)
    if own:
        return NOT_ITS_OWN.format(own.pop())
    name = _name_of(node, body)
    values = responses_named(name, body) if name else []
    others = [value for value in values if value is None or not _is_call_or_none(value, body)]
    if any(value is None or not remade(body.parents[value], name, body) for value in others):
        return f"`{name}` is not always a response of requests: give that a name of its own"
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
    found = (one for one in all_nodes(body.routine.node) if isinstance(one, ast.Call))
    return [one for one in found if _method(one, body)]


def _method(node: ast.Call, body: Body) -> str:
    return method_of(called(node, place_of(body))) or ""
