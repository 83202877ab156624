"""Who catches the errors of a call of requests, and what they are in httpx."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.async_views.steps.http.catchers import catching, caught_elsewhere
from codemods.async_views.steps.http.clauses import Writing, is_error_named, write_clause, write_manager
from codemods.async_views.steps.http.responses import RAISING, uses_of


@dataclass
class Failures:
    """How the clauses around a call are written with httpx, or why they cannot be."""

    edits: list[Edit] = field(default_factory=list)
    imports: list[ImportedName] = field(default_factory=list)
    widened: bool = False
    """Whether a clause for errors of requests catches those of reading JSON by their own name."""
    doubts: list[str] = field(default_factory=list)
    reason: str = ""


def failures_of(call: ast.Call, left: Sequence[ast.Call], http: str, body: Body) -> Failures:
    """Look at all clauses that the errors of a call of requests may come to, or those of asking its response.

    Those of a function that is no coroutine function yet, but for its own, are looked at where it is awaited.

    Args:
        call: The call.
        left: Calls of the function that stay with requests.
        http: How the function names httpx.
        body: The function.
    """
    found = Failures()
    others = [statement for other in left for statement in _catching_any(other, body)]
    for statement in _catching_any(call, body):
        if isinstance(statement, ast.Try):
            both = statement in others or _runs_more(statement, body)
            writing = Writing(http, both, _reads_json(statement), body)
            _write(statement, writing, found)
        else:
            found.reason = found.reason or write_manager(statement, body)
    if not found.reason and body.routine.is_coroutine:
        found.reason = caught_elsewhere(body.routine, body.project, ())
    return found


def failures_from(call: ast.expr, http: str, body: Body, *, json: bool) -> Failures:
    """Look at the clauses that the errors of httpx may come to which a coroutine function lets out.

    Args:
        call: The call of that.
        http: How the function that calls it names httpx.
        body: The function that calls it.
        json: Whether it lets out errors of reading JSON, too.
    """
    found = Failures()
    for statement in catching(call, body):
        if isinstance(statement, ast.Try):
            _write(statement, Writing(http, True, json, body), found)
        else:
            found.reason = found.reason or write_manager(statement, body)
    return found


def _write(statement: ast.Try, writing: Writing, found: Failures) -> None:
    for handler in statement.handlers:
        clause = write_clause(handler, writing)
        found.edits += clause.edits
        found.imports += clause.imports
        found.doubts += [doubt for doubt in clause.doubts if doubt not in found.doubts]
        found.widened = found.widened or clause.widened
        found.reason = found.reason or clause.reason


def _catching_any(call: ast.Call, body: Body) -> list[ast.Try | ast.With]:
    """The statements that see the errors of a call, or those of what is done with its response."""
    asked = [node for node in uses_of(call, body).read if node in body.parents and node.attr in RAISING]
    return list(dict.fromkeys(statement for node in (call, *asked) for statement in catching(node, body)))


def _runs_more(statement: ast.Try, body: Body) -> bool:
    """Whether functions of the project, sessions or the function itself may raise errors of requests there, too."""
    place = Place.inside(body.routine, body.project)
    raised = [node for one in statement.body for node in ast.walk(one) if isinstance(node, ast.Raise)]
    if any(is_error_named(node, body) for one in raised for node in ast.walk(one)):
        return True
    for node in (node for one in statement.body for node in ast.walk(one) if isinstance(node, ast.Call)):
        symbol = body.project.resolve(node.func, place.module, place.within)
        if symbol is not None and isinstance(symbol.definition, Function | Class):
            return True
        match node.func:
            case ast.Attribute(value=ast.Name(id=owner)) if owner == place.receiver:
                return True
        if called(node, place).startswith("requests.Session."):
            return True
    return False


def _reads_json(statement: ast.Try) -> bool:
    nodes = (node for one in statement.body for node in ast.walk(one))
    return any(isinstance(node, ast.Attribute) and node.attr == "json" for node in nodes)
