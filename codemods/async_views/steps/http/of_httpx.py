"""Calls of the functions of httpx: its asynchronous client makes them, with the same response and the same errors."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from channels_fix.edits.wrapping import PutUnder
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.arguments import is_short
from codemods.async_views.steps.http.calls import ELSEWHERE
from codemods.async_views.steps.http.naming import TAKEN, free_name, module_name
from codemods.async_views.steps.http.tls import context_of
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way
from codemods.async_views.values.blocking import call_of
from codemods.facts import table

DOUBT = "`AsyncClient` takes the place of the functions of {}: tests that patch these do not see it"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    package, _, method = name.rpartition(".")
    if package not in table("http")["packages"] or method not in table("http")["methods"]["names"]:
        return None
    native, reason = _native(node, package, method, body)
    known = call_of(name)
    writes = known is not None and known.writes
    return Step(node, name, slow=True, native=native, thread=thread_way(node, body), reason=reason, writes=writes)


def _native(node: ast.Call, package: str, method: str, body: Body) -> tuple[Way | None, str]:
    """The way to make a call with the asynchronous client, or why there is none."""
    http = module_name(package, body)
    statement = body.statement(node)
    if http is None:
        return None, TAKEN.format(package)
    if not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Expr | ast.Return):
        return None, ELSEWHERE
    if any(keyword.arg is None for keyword in node.keywords):
        return None, "whether an argument is one of the client or of the request is not known: name the arguments"
    others = [one for one in ast.walk(statement) if isinstance(one, ast.Call) and one is not node]
    if any(_is_of_client(one, body) for one in (node, *others)) and any(_is_http(one, body) for one in others):
        return None, "a client is opened for a whole statement, and another call in it needs another one: part them"
    given = {one.arg: one.value for one in node.keywords if one.arg in table("http")["arguments"]["of_httpx_client"]}
    if not all(is_short(value) for value in given.values()):
        return None, "an argument of the client is worked out in the call: give it a name"
    name = free_name(body)
    context = context_of(package, body, [one.arg for one in node.keywords])
    written = {key: ast.unparse(value) for key, value in given.items() if key}
    arguments = ", ".join(f"{key}={code}" for key, code in (written | context.arguments).items())
    dropped = tuple(key for key in given if key)
    call = AwaitInstead(body.span(node), body.is_primary(node), f"{name}.{method}", dropped=dropped)
    under = PutUnder(body.span(statement), f"async with {http[0]}.AsyncClient({arguments}) as {name}")
    imports = (*http[1], *context.imports)
    doubts = (DOUBT.format(package),)
    return Way((call, under), imports, cancellable=True, doubts=doubts, beside=context.beside), ""


def _is_http(node: ast.Call, body: Body) -> bool:
    package, _, method = called(node, place_of(body)).rpartition(".")
    is_method = method in table("http")["methods"]["names"]
    return is_method and package in (*table("http")["packages"], "requests")


def _is_of_client(node: ast.Call, body: Body) -> bool:
    """Whether a call gives arguments that are those of a client."""
    own = {one.arg for one in node.keywords} & set(table("http")["arguments"]["of_httpx_client"])
    return called(node, place_of(body)).startswith("requests.") or bool(own)
