"""Who catches the errors of a call of requests, and what they are in httpx."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.callers import callers_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.async_views.steps.http.clauses import Writing, names_errors, write_clause, write_manager
from codemods.routines import Routine

ELSEWHERE = "{} catches errors of requests that come out of here"
MAX_CALLERS = 40


@dataclass
class Failures:
    """How the clauses around a call are written with httpx, or why they cannot be."""

    edits: list[Edit] = field(default_factory=list)
    imports: list[ImportedName] = field(default_factory=list)
    widened: bool = False
    """Whether a clause for errors of requests catches those of reading JSON by their own name."""
    reason: str = ""


def failures_of(call: ast.Call, left: Sequence[ast.Call], http: str, body: Body) -> Failures:
    """Look at all clauses that the errors of a call of requests may come to.

    Those of a function that is no coroutine function yet, but for its own, are looked at where it is awaited.

    Args:
        call: The call.
        left: Calls of the function that stay with requests.
        http: How the function names httpx.
        body: The function.
    """
    found = Failures()
    for statement in _catching(call, body):
        if isinstance(statement, ast.Try):
            both = any(statement in _catching(other, body) for other in left) or _runs_more(statement, body)
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
    for statement in _catching(call, body):
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
        found.widened = found.widened or clause.widened
        found.reason = found.reason or clause.reason


def _catching(node: ast.AST, body: Body) -> list[ast.Try | ast.With]:
    """The statements that see the errors of a node, the innermost first."""
    found: list[ast.Try | ast.With] = []
    inner = node
    for outer in body.around(node):
        if isinstance(outer, ast.Try | ast.With) and inner in outer.body:
            found.append(outer)
        inner = outer
    return found


def _runs_more(statement: ast.Try, body: Body) -> bool:
    """Whether functions of the project or sessions may raise errors of requests in a try statement, too."""
    place = Place.inside(body.routine, body.project)
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


# Callers --------------------------------------------------------------------------------------------------------------


def caught_elsewhere(routine: Routine, project: Project, changing: Collection[Routine]) -> str:
    """Why errors of requests have to come out of a function: one further out catches them, and does not change.

    Args:
        routine: The function.
        project: The index.
        changing: The functions in which clauses get other types.
    """
    known = {routine}
    frontier = [routine]
    while frontier and len(known) < MAX_CALLERS:
        for statements, runner in _outer(frontier.pop(), project):
            if runner in changing:
                continue
            if any(names_errors(one, Body.of(runner, project)) for one in statements):
                return ELSEWHERE.format(runner.name)
            if runner not in known:
                known.add(runner)
                frontier.append(runner)
    return ""


def _outer(routine: Routine, project: Project) -> Iterator[tuple[list[ast.Try | ast.With], Routine]]:
    """Yield the functions that call one, with the statements that its errors come to there."""
    for caller in callers_of(routine, project):
        if caller.runner is not None:
            yield _catching(caller.mention.node, Body.of(caller.runner, project)), caller.runner
