"""Clients of services that a function builds, and that have an asynchronous twin: it awaits all that they do."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase
from typing import Any

from channels_fix.edits.asynchronous import MakeLoopAsync
from channels_fix.edits.calls import AddKeywords
from channels_fix.edits.expressions import AwaitCall, Compose
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.blocking import call_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, UnfitError, built, held, root_of
from codemods.async_views.steps.called import called
from codemods.async_views.steps.http.tls import Context, context_of
from codemods.async_views.steps.kept_clients import DOUBT as KEPT
from codemods.async_views.steps.kept_clients import built_anew, is_kept, kept_by_module
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import place_of, thread_way
from codemods.facts import table

ELSEWHERE = "its client is built elsewhere: only one that the function itself builds can give way to `{}`"
DOUBT = "`{}` takes the place of `{}`: tests that patch that do not see it"


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.Call):
        return None
    name = called(node, place_of(body))
    known = call_of(name)
    if known is None or not known.waits:
        return None
    client = _built_for(node, body)
    if client is None:
        twin = _twin_of(name)
        reason = known.reason or ELSEWHERE.format(twin)
        thread = None if known.reason else thread_way(node, body)
        return Step(node, name, slow=True, thread=thread, reason=reason, writes=known.writes) if twin else None
    try:
        native = body.project.once(("client", client.call, body.routine.node), lambda: _Conversion(client, body).way())
    except UnfitError as unfit:
        thread = None if known.reason else thread_way(node, body)
        reason = known.reason or str(unfit)
        return Step(node, name, slow=True, thread=thread, reason=reason, writes=known.writes)
    return Step(node, name, slow=True, native=native, writes=known.writes)


def _built_for(node: ast.Call, body: Body) -> Built | None:
    """The client that a call is a method of, if the function builds it."""
    root = root_of(node.func)
    if not isinstance(root, ast.Name):
        return None
    return _built(root.id, body) or next((_built(one, body) for one in _sources(root.id, body)), None)


def _sources(name: str, body: Body) -> list[str]:
    """The names that a name is derived from."""
    bindings = body.project.function_scope(body.routine.node).names.get(name, ())
    roots = [root_of(one.value) for one in bindings if isinstance(one.value, ast.expr)]
    return [root.id for root in roots if isinstance(root, ast.Name) and root.id != name]


def _built(name: str, body: Body) -> Built | None:
    makers = [call for entry in table("clients")["client"] for call in entry["calls"]]
    return built(name, makers, body) or kept_by_module(name, makers, body)


def _twin_of(name: str) -> str:
    """What the client that has a method could give way to; nothing if it has no asynchronous twin."""
    clients = (pair for entry in table("clients")["client"] for pair in entry["calls"].items())
    return next((twin for maker, twin in clients if name.startswith(f"{maker}.")), "")


class _Conversion:
    """Works out all that changes with one client; what cannot change raises `UnfitError`."""

    def __init__(self, built: Built, body: Body) -> None:
        self.built, self.body = built, body
        self.edits: list[Edit] = []
        self.imports: tuple[ImportedName, ...] = ()
        self.beside: tuple[Edit, ...] = ()
        self.code = ""
        """The source of the twin of a client that the module keeps."""
        self.family = {built.name}
        self.uses: list[ast.stmt] = []
        self.ends: list[ast.Call] = []

    def way(self) -> Way:
        """The way that makes all calls of the client asynchronous."""
        self._build()
        self._derive()
        for node in ast.walk(self.body.routine.node):
            if isinstance(node, ast.Name) and node.id in self.family and isinstance(node.ctx, ast.Load):
                self._use(node)
        twin = self._entry["calls"][self.built.made_by]
        doubts = [DOUBT.format(twin, self.built.made_by)]
        if is_kept(self.built, self.body):
            self.edits += built_anew(self.built, self.code, self.uses, self.ends, self.body)
            doubts.append(KEPT.format(self.body.routine.name))
        else:
            self.edits += held(self.built, self.uses, self.ends, self._closing(), self.body)
        edits, ends = tuple(dict.fromkeys(self.edits)), frozenset({self.built.name})
        return Way(edits, self.imports, cancellable=True, doubts=tuple(doubts), beside=self.beside, ends=ends)

    @property
    def _entry(self) -> dict[str, Any]:
        return next(one for one in table("clients")["client"] if self.built.made_by in one["calls"])

    def _build(self) -> None:
        """Build the twin instead."""
        entry, body = self._entry, self.body
        module, project = body.routine.module, body.project
        since, needs = entry.get("since"), entry.get("needs")
        version = project.version_of(entry["package"], module)
        if since and (version is None or version.is_below(since)):
            raise UnfitError(
                f"{entry['package']} has an asynchronous client since {since}, and the project may run on less"
            )
        if needs and not project.depends_on(needs, module):
            raise UnfitError(f"the asynchronous client of {entry['package']} needs {needs}")
        given = {keyword.arg for keyword in self.built.call.keywords}
        if None in given or given & set(entry["refused"]):
            raise UnfitError("it is built with arguments that its asynchronous twin may not take")
        source, _, name = entry["calls"][self.built.made_by].rpartition(".")
        written, self.imports = body.reference(source, name)
        context = Context()
        if entry["package"] in table("http")["packages"]:
            context = context_of(entry["package"], body, given)
            self.imports += context.imports
            self.beside = context.beside
        if is_kept(self.built, body):
            parts = (*self.built.call.args, *self.built.call.keywords)
            arguments = [ast.get_source_segment(module.text, one) or ast.unparse(one) for one in parts]
            arguments += [f"{name}={code}" for name, code in context.arguments.items()]
            self.code = f"{written}({', '.join(arguments)})"
            return
        self.edits.append(Compose(body.span(self.built.call.func), written))
        self.edits.append(AddKeywords(body.span(self.built.call), tuple(context.arguments.items())))

    def _derive(self) -> None:
        """Find the names of what is made of the client without waiting, such as the collection of a database."""
        scope = self.body.project.function_scope(self.body.routine.node)
        for node in ast.walk(self.body.routine.node):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if self._is_part(value):
                    if len(scope.names[name]) > 1:
                        raise UnfitError(f"`{name}` is not always of the same client")
                    self.family.add(name)

    def _is_part(self, value: ast.expr) -> bool:
        root = root_of(value)
        if not (isinstance(root, ast.Name) and root.id in self.family) or isinstance(value, ast.Name):
            return False
        calls = [node for node in ast.walk(value) if isinstance(node, ast.Call)]
        known = [call_of(called(node, place_of(self.body))) for node in calls]
        return all(one is not None and not one.waits for one in known)

    def _use(self, node: ast.Name) -> None:
        """Make the use of the client, or of a part of it, asynchronous."""
        body = self.body
        around = list(body.around(node))
        inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.GeneratorExp)
        if next(one for one in around if isinstance(one, inner)) is not body.routine.node:
            raise UnfitError(f"`{node.id}` is used in a function or a generator inside")
        self.uses.append(body.statement(node))
        chain = node
        for outer in around:
            if isinstance(outer, ast.Call) and outer.func is not chain:
                break
            if not isinstance(outer, ast.Attribute | ast.Subscript | ast.Call):
                break
            if isinstance(outer, ast.Subscript) and outer.value is not chain:
                break
            chain = outer  # type: ignore[assignment]
            if isinstance(outer, ast.Call) and self._call(outer):
                return
        parent = body.parents[chain]
        if not (isinstance(parent, ast.Assign) and chain is parent.value and chain is not node):
            raise UnfitError(f"`{node.id}` is passed on, or used in a way that is not known")

    def _call(self, node: ast.Call) -> bool:
        """Await a call if it waits, and tell whether that is all there is to it."""
        body = self.body
        name = called(node, place_of(body))
        uses = table("clients")["uses"]
        parent = body.parents[node]
        if name.rpartition(".")[2] in uses["ends"]:
            self.ends.append(node)
            return True
        known = call_of(name)
        if known is None:
            raise UnfitError(f"what `{ast.unparse(node.func)}` does is not known")
        if any(fnmatchcase(name, pattern) for pattern in uses["iterated"]):
            self._iterate(node)
            return True
        if not known.waits:
            return isinstance(parent, ast.Expr)
        if known.reason:
            raise UnfitError(known.reason)
        self._await(node, name)
        return True

    def _iterate(self, node: ast.expr) -> None:
        parent = self.body.parents[node]
        if not (isinstance(parent, ast.For) and parent.iter is node):
            raise UnfitError(f"`{ast.unparse(node)}` is read elsewhere than in a loop")
        self.edits.append(MakeLoopAsync(self.body.span(parent)))

    def _await(self, node: ast.Call, name: str) -> None:
        body = self.body
        self.edits.append(AwaitCall(body.span(node), body.is_primary(node)))
        stream = next((keyword.value for keyword in node.keywords if keyword.arg == "stream"), None)
        if stream is None or (isinstance(stream, ast.Constant) and not stream.value):
            return
        patterns = table("clients")["uses"]["streamed"]
        known = isinstance(stream, ast.Constant) and any(fnmatchcase(name, pattern) for pattern in patterns)
        if not known:
            raise UnfitError("whether the answer is a stream is not known")
        parent = body.parents[node]
        match parent:
            case ast.For():
                self._iterate(node)
            case ast.Assign(targets=[ast.Name(id=given)]):
                if len(body.project.function_scope(body.routine.node).names[given]) > 1:
                    raise UnfitError(f"`{given}` is not always the same stream")
                for one in ast.walk(body.routine.node):
                    if isinstance(one, ast.Name) and one.id == given and isinstance(one.ctx, ast.Load):
                        self._iterate(one)
                        self.uses.append(body.statement(one))
            case _:
                raise UnfitError("a stream is passed on")

    def _closing(self) -> str:
        """The method that ends the twin."""
        name, since = self._entry.get("closes", ("close", ""))
        version = self.body.project.version_of(self._entry["package"], self.body.routine.module)
        return "close" if since and (version is None or version.is_below(since)) else str(name)
