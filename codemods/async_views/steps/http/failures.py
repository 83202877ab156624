"""Who catches the errors of a call of requests, and what they are in httpx."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from channels_fix.bindings import Function
from channels_fix.edits.clauses import RetypeHandler
from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.decision.callers import callers_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place, called
from codemods.facts import table
from codemods.routines import Routine

JSON = "requests.exceptions.JSONDecodeError"
ALL = "requests.exceptions.RequestException"
ELSEWHERE = "{} catches errors of requests that come out of here"
MAX_CALLERS = 40


@dataclass
class Failures:
    """How the clauses around a call are written with httpx, or why they cannot be."""

    edits: list[Edit] = field(default_factory=list)
    imports: list[ImportedName] = field(default_factory=list)
    reason: str = ""


def failures_of(call: ast.Call, left: Sequence[ast.Call], http: str, body: Body) -> Failures:
    """Look at all clauses that the errors of a call may come to.

    Args:
        call: The call.
        left: Calls of the function that stay with requests.
        http: How the function names httpx.
        body: The function.
    """
    found = Failures()
    for statement in _tries_around(call, body):
        both = any(statement in _tries_around(other, body) for other in left) or _runs_more(statement, body)
        for handler in statement.handlers:
            _clause(handler, statement, _Writing(http, both, body), found)
    if not found.reason:
        catcher = _catcher(body.routine, body.project)
        found.reason = ELSEWHERE.format(catcher) if catcher else ""
    return found


@dataclass(frozen=True)
class _Writing:
    http: str
    both: bool
    body: Body


def _tries_around(call: ast.AST, body: Body) -> list[ast.Try]:
    """The try statements whose clauses see the errors of a call, the innermost first."""
    found: list[ast.Try] = []
    inner = call
    for outer in body.around(call):
        if isinstance(outer, ast.Try) and inner in outer.body:
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


def _clause(handler: ast.ExceptHandler, statement: ast.Try, writing: _Writing, found: Failures) -> None:
    facts = table("http")
    if handler.type is None:
        return
    body = writing.body
    parts = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    written: list[str] = []
    changes = False
    for part in parts:
        name = _full_name(part, body.routine.module, body)
        source = ast.unparse(part)
        if not name:
            found.reason = f"what `except {ast.unparse(handler.type)}` catches is not known"
        elif name in facts["caught"]["builtin"]:
            found.reason = f"`except {source}` catches errors of requests, and not those of httpx"
        elif name == JSON:
            changes = True
            written += [source] if writing.both else []
            written.append(_json_error(body, found))
        elif name in facts["exceptions"]:
            changes = True
            written += [source] if writing.both else []
            written += [f"{writing.http}.{one}" for one in facts["exceptions"][name]]
            if name == ALL and _reads_json(statement):
                written.append(_json_error(body, found))
            _error(handler, name, found)
        elif name.startswith("requests."):
            found.reason = f"httpx has no error that is the same as {source}"
        else:
            written.append(source)
    if changes:
        unique = list(dict.fromkeys(written))
        code = unique[0] if len(unique) == 1 else f"({', '.join(unique)})"
        span = body.routine.module.span(handler)
        found.edits.append(RetypeHandler(span, code))


def _error(handler: ast.ExceptHandler, name: str, found: Failures) -> None:
    """Look at what a clause reads of the error."""
    allowed = table("http")["caught"]["attributes"].get(name, ())
    for node in ast.walk(handler):
        match node:
            case ast.Attribute(value=ast.Name(id=error), attr=attribute) if error == handler.name:
                if attribute not in allowed:
                    found.reason = f"an error of httpx may have no `{attribute}`"


def _reads_json(statement: ast.Try) -> bool:
    nodes = (node for one in statement.body for node in ast.walk(one))
    return any(isinstance(node, ast.Attribute) and node.attr == "json" for node in nodes)


def _json_error(body: Body, found: Failures) -> str:
    written, imports = body.reference("json", "JSONDecodeError")
    found.imports += imports
    return written


def _classes(node: ast.expr, module: Module, body: Body) -> list[str]:
    parts = node.elts if isinstance(node, ast.Tuple) else [node]
    return [_full_name(part, module, body) for part in parts]


def _full_name(node: ast.expr, module: Module, body: Body) -> str:
    symbol = body.project.resolve(node, module, body.routine.within)
    return _usual(symbol.name) if symbol is not None else ""


def _usual(name: str) -> str:
    package, _, rest = name.partition(".")
    return f"requests.exceptions.{rest}" if package == "requests" and "." not in rest else name


def _catcher(routine: Routine, project: Project) -> str:
    """The function further out that catches errors of requests from here; nothing if there is none."""
    known = {routine}
    frontier = [routine]
    while frontier and len(known) < MAX_CALLERS:
        for handlers, runner in _outer(frontier.pop(), project):
            if any(_is_of_requests(one, runner, project) for one in handlers):
                return runner.name
            if runner not in known:
                known.add(runner)
                frontier.append(runner)
    return ""


def _outer(routine: Routine, project: Project) -> Iterator[tuple[list[ast.ExceptHandler], Routine]]:
    """Yield the functions that call one, with the clauses that its errors come to there."""
    for caller in callers_of(routine, project):
        if caller.runner is None:
            continue
        handlers: list[ast.ExceptHandler] = []
        inner: ast.AST = caller.mention.node
        for outer in caller.mention.parents:
            if isinstance(outer, ast.Try) and inner in outer.body:
                handlers += outer.handlers
            inner = outer
        yield handlers, caller.runner


def _is_of_requests(handler: ast.ExceptHandler, runner: Routine, project: Project) -> bool:
    body = Body.of(runner, project)
    names = _classes(handler.type, runner.module, body) if handler.type else []
    builtin = table("http")["caught"]["builtin"]
    return any(name.startswith("requests.") or name in builtin for name in names)
