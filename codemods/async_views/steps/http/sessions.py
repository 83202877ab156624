"""Sessions of requests that a function builds: an asynchronous client takes the place of the whole session."""

from __future__ import annotations

import ast

from channels_fix.edits.calls import AwaitInstead
from channels_fix.edits.expressions import Compose
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, UnfitError, built, held
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.arguments import recast
from codemods.async_views.steps.http.calls import native_way
from codemods.async_views.steps.http.failures import failures_of
from codemods.async_views.steps.http.kept_sessions import MAKERS, SESSION
from codemods.async_views.steps.http.naming import http_client, module_name
from codemods.async_views.steps.http.remade import responses_named
from codemods.async_views.steps.http.responses import Uses, raised_by, uses_of
from codemods.async_views.steps.http.statuses import raised
from codemods.async_views.steps.http.tls import context_of
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way
from codemods.async_views.values.blocking import call_of
from codemods.facts import table

PREFIX = f"{SESSION}."


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    full = called(node, place_of(body))
    known = call_of(full)
    if known is None or not known.waits:
        return None
    owner = node.func.value
    session = built(owner.id, MAKERS, body) if isinstance(owner, ast.Name) else None
    if session is None:
        return None
    native, reason = body.project.once(("session", session.call), lambda: _whole(session, body)), ""
    if native is None:  # then each call gets a client of its own
        native, reason = native_way(node, body)
    return Step(node, full, slow=True, native=native, thread=thread_way(node, body), reason=reason, writes=known.writes)


def _whole(session: Built, body: Body) -> Way | None:
    """The way that lets a client take the place of a session, if it can."""
    try:
        return _Conversion(session, body).way()
    except UnfitError:
        return None


class _Conversion:
    """Works out all that changes with one session; raises `UnfitError` where it cannot change as a whole."""

    def __init__(self, session: Built, body: Body) -> None:
        self.session, self.body = session, body
        self.edits: list[Edit] = []
        self.doubts: dict[str, None] = {table("http")["differences"]["always"]: None}
        self.imports: list[ImportedName] = []
        self.uses: list[ast.stmt] = []
        self.ends: list[ast.Call] = []
        self.responses: list[Uses] = []

    def way(self) -> Way:
        """The way that makes all calls of the session asynchronous."""
        body, session = self.body, self.session
        client = http_client(body.routine.module, body.project)
        http = module_name(client, body) if client else None
        if http is None:
            raise UnfitError
        self.http = http[0]
        self.imports += http[1]
        for node in ast.walk(body.routine.node):
            if isinstance(node, ast.Name) and node.id == session.name and isinstance(node.ctx, ast.Load):
                self._use(node)
        context = context_of(client, body)
        given = {"follow_redirects": "True"} | context.arguments
        code = f"{http[0]}.AsyncClient({', '.join(f'{name}={value}' for name, value in given.items())})"
        self.imports += context.imports
        self.edits.append(Compose(body.span(session.call), code))
        self.edits += held(session, self.uses, self.ends, "aclose", body)
        edits, imports = tuple(dict.fromkeys(self.edits)), tuple(dict.fromkeys(self.imports))
        ends = frozenset({session.name})
        raises = raised_by(client, *self.responses)
        doubts, beside = tuple(self.doubts), context.beside
        return Way(edits, imports, cancellable=True, doubts=doubts, beside=beside, ends=ends, raises=raises)

    def _use(self, node: ast.Name) -> None:
        body = self.body
        functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.GeneratorExp)
        if next(one for one in body.around(node) if isinstance(one, functions)) is not body.routine.node:
            raise UnfitError
        self.uses.append(body.statement(node))
        attribute = body.parents[node]
        holder = body.parents[attribute]
        if not isinstance(attribute, ast.Attribute):
            raise UnfitError
        match attribute, holder:
            case ast.Attribute(attr="close"), ast.Call():
                self.ends.append(holder)
            case ast.Attribute(attr=method), ast.Call() if holder.func is attribute and method in self._methods:
                self._call(holder, method)
            case ast.Attribute(attr="headers"), ast.Attribute(attr="update") | ast.Subscript():
                pass
            case _:
                raise UnfitError

    @property
    def _methods(self) -> list[str]:
        methods: list[str] = table("http")["methods"]["names"]
        return methods

    def _call(self, node: ast.Call, method: str) -> None:
        body = self.body
        given = recast(node, method, body)
        name = next((one.id for one in self._targets(node)), "")
        others = responses_named(name, body) if name else []
        uses = uses_of(node, body)
        failures = failures_of(node, [], self.http, body)
        asked = raised(uses.read, body, follows=given.follows)
        is_own = "timeout" not in given.passed and not {"cookies", "verify"}.intersection(given.dropped)
        if given.reason or uses.reason or failures.reason or asked.reason or not is_own:
            raise UnfitError
        if any(not (isinstance(one, ast.Call) and called(one, place_of(body)).startswith(PREFIX)) for one in others):
            raise UnfitError
        limit = given.client.get("timeout")
        keywords = [("timeout", limit.replace("<http>", self.http))] if limit else []
        if not given.follows:
            keywords.append(("follow_redirects", "False"))
        callee = f"{self.session.name}.{given.method}"
        self.edits.append(
            AwaitInstead(
                body.span(node),
                body.is_primary(node),
                callee,
                tuple(keywords),
                dropped=tuple(given.dropped),
                renamed=tuple(given.renamed.items()),
                first=given.first,
            )
        )
        self.responses.append(uses)
        self.edits += [*uses.edits, *asked.edits, *failures.edits]
        self.imports += failures.imports
        self.doubts |= dict.fromkeys([*given.doubts, *uses.doubts, *asked.doubts, *failures.doubts])

    def _targets(self, node: ast.Call) -> list[ast.Name]:
        parent = self.body.parents[node]
        targets = parent.targets if isinstance(parent, ast.Assign) else []
        return [one for one in targets if isinstance(one, ast.Name)]
