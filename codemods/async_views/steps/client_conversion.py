"""What changes with a client that gives way to its asynchronous twin."""

from __future__ import annotations

import ast
from fnmatch import fnmatchcase

from channels_fix.edits.asynchronous import MakeWithAsync
from channels_fix.edits.calls import AddKeywords
from channels_fix.edits.expressions import AwaitCall, Compose
from channels_fix.nodes import brief
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import UnfitError, held
from codemods.async_views.steps.called import called, made
from codemods.async_views.steps.client_answers import answered, belongs, cursor, has_parts, is_data, is_other
from codemods.async_views.steps.client_twins import entry_for, maker_of
from codemods.async_views.steps.http.tls import Context, context_of
from codemods.async_views.steps.iterating import is_lazy
from codemods.async_views.steps.kept_clients import DOUBT as KEPT
from codemods.async_views.steps.kept_clients import built_anew, opened_around
from codemods.async_views.steps.step import Way
from codemods.async_views.steps.used_clients import Client
from codemods.async_views.steps.waiting import place_of
from codemods.async_views.values.blocking import call_of
from codemods.facts import table

DOUBT = "`{}` takes the place of `{}`: tests that patch that do not see it"


class Conversion:
    """Works out all that changes with one client; what cannot change raises `UnfitError`."""

    def __init__(self, client: Client, body: Body) -> None:
        self.client, self.body = client, body
        self.entry = entry_for(client, body)
        self.edits: list[Edit] = []
        self.imports: tuple[ImportedName, ...] = ()
        self.beside: tuple[Edit, ...] = ()
        self.code = ""
        """The source that builds the twin of a client which is kept elsewhere."""
        self.parts: set[str] = set()
        """The names of what is made of the client."""
        self.named: list[ast.expr] = []
        """Where the function names the client."""
        self.uses: list[ast.stmt] = []
        self.ends: list[ast.Call] = []

    def way(self) -> Way:
        """The way that makes all calls of the client asynchronous."""
        client, body = self.client, self.body
        self._build()
        self._derive()
        for node in ast.walk(body.routine.node):
            if isinstance(node, ast.Name | ast.Attribute | ast.Call) and self._is_known(node):
                self._use(node)
        twin = self.entry["calls"][client.made_by]
        doubts = [DOUBT.format(twin, client.made_by)]
        if client.kept is not None:
            doubts.append(KEPT.format(body.routine.name, self.entry.get("weighs", "has connections of its own")))
        if client.built is not None:
            self.edits += held(client.built, self.uses, self.ends, self._closing(), body)
        elif client.kept is not None:
            self.edits += opened_around(client.kept, self.code, self.named, self.uses, body)
        edits, ends = tuple(dict.fromkeys(self.edits)), frozenset({client.text})
        return Way(edits, self.imports, cancellable=True, doubts=tuple(doubts), beside=self.beside, ends=ends)

    def _build(self) -> None:
        """Build the twin instead."""
        entry, body = self.entry, self.body
        client = self.client
        call = client.call
        given = {keyword.arg for keyword in call.keywords}
        pairs = {keyword.arg for keyword in call.keywords if isinstance(keyword.value, ast.Tuple)}
        if None in given or (given & set(entry["refused"])) - (pairs & set(entry.get("pairs", ()))):
            raise UnfitError("it is built with arguments that its asynchronous twin may not take")
        written, self.imports, named = maker_of(client, entry, body)
        context = Context()
        if entry["package"] in table("http")["packages"]:
            context = context_of(entry["package"], body, given)
            self.imports += context.imports
            self.beside = context.beside
        if client.kept is not None:
            self.code, needed = built_anew(client.kept, written, context.arguments, entry, body)
            self.imports += needed
            if client.copy is not None:
                self.edits.append(Compose(body.span(client.copy), self.code))
        else:
            self.edits += named
            self.edits.append(AddKeywords(body.span(call), tuple(context.arguments.items())))

    def _derive(self) -> None:
        """Find the names of what is made of the client without waiting, such as the collection of a database."""
        scope = self.body.project.function_scope(self.body.routine.node)
        for node in ast.walk(self.body.routine.node):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if self._is_part(value):
                    if not all(
                        isinstance(one.value, ast.expr) and self._is_part(one.value) for one in scope.names[name]
                    ):
                        raise UnfitError(f"`{name}` is not always of the same client: give each a name of its own")
                    self.parts.add(name)
                case ast.withitem(context_expr=value, optional_vars=ast.Name(id=name)) if self._is_part(value):
                    if len(scope.names[name]) > 1:
                        raise UnfitError(f"`{name}` is not always of the same client: give each a name of its own")
                    self.parts.add(name)

    def _is_known(self, node: ast.expr) -> bool:
        """Whether a node stands for the client, or for what is made of it."""
        match node:
            case ast.Name(id=name, ctx=ast.Load()):
                return name in {self.client.text, *self.parts}
            case ast.Attribute(attr=name, ctx=ast.Load()):
                return self.client.text.endswith(f".{name}") and ast.unparse(node) == self.client.text
            case ast.Call():
                return self.client.text.endswith(")") and ast.unparse(node) == self.client.text
        return False

    def _is_part(self, value: ast.expr) -> bool:
        inner, calls = value, []
        while isinstance(inner, ast.Attribute | ast.Subscript | ast.Call):
            if self._is_known(inner):
                break
            calls += [inner] if isinstance(inner, ast.Call) else []
            inner = inner.func if isinstance(inner, ast.Call) else inner.value
        if inner is value or not self._is_known(inner):
            return False
        if isinstance(value, ast.Subscript) and is_data(value, self.body):
            return False
        names = [called(node, place_of(self.body)) for node in calls]
        known = [(name, call_of(name)) for name in names]
        return all(
            one is not None and not belongs(name, "data") and (not one.waits or has_parts(one)) for name, one in known
        )

    def _use(self, node: ast.expr) -> None:
        """Make the use of the client, or of a part of it, asynchronous."""
        body = self.body
        around = list(body.around(node))
        self._check_place(node)
        self.uses.append(body.statement(node))
        if not (isinstance(node, ast.Name) and node.id in self.parts):
            self.named.append(node)
        chain: ast.expr = node
        for outer in around:
            if isinstance(outer, ast.Call) and outer.func is not chain:
                break
            if not isinstance(outer, ast.Attribute | ast.Subscript | ast.Call):
                break
            if isinstance(outer, ast.Subscript) and outer.value is not chain:
                break
            chain = outer
            if isinstance(outer, ast.Subscript) and is_data(outer, body):
                return
            if isinstance(outer, ast.Call) and self._call(outer):
                return
        parent = body.parents[chain]
        if isinstance(parent, ast.withitem) and chain is parent.context_expr and chain is not node:
            self._enter(chain, parent)
            return
        if belongs(made(chain, place_of(body)), "same"):
            return
        if not (isinstance(parent, ast.Assign) and chain is parent.value and chain is not node):
            advice = "let what gets it build its own"
            raise UnfitError(f"`{brief(node)}` is passed on, or used in a way that is not known: {advice}")

    def _check_place(self, node: ast.expr) -> None:
        body = self.body
        inner = next((where for one in body.around(node) if (where := _runs_later(node, one, body))), "")
        if inner:
            raise UnfitError(f"`{brief(node)}` is used in {inner} as well: use it in one function alone")

    def _enter(self, call: ast.expr, item: ast.withitem) -> None:
        """Enter what a client gives in an `async with`."""
        statement = self.body.parents[item]
        assert isinstance(statement, ast.With | ast.AsyncWith)
        known = isinstance(call, ast.Call) and called(call, place_of(self.body)) in table("clients")["uses"]["entered"]
        if not known or len(statement.items) > 1:
            raise UnfitError(f"`{brief(call)}` is entered together with something else: give it a block of its own")
        self.edits.append(MakeWithAsync(self.body.span(statement)))

    def _call(self, node: ast.Call) -> bool:
        """Await a call if it waits, and tell whether that is all there is to it."""
        body = self.body
        name = called(node, place_of(body))
        uses = table("clients")["uses"]
        parent = body.parents[node]
        if name.rpartition(".")[2] in uses["ends"]:
            if self.client.built is None:
                raise UnfitError(f"`{self.client.text}` is closed here, which others may use: leave it open")
            self.ends.append(node)
            return True
        known = call_of(name)
        if any(fnmatchcase(name, pattern) for pattern in self.entry.get("lacks", ())) or (known and is_other(known)):
            raise UnfitError(f"`{brief(node.func)}` is used in another way there: do that with a client of its own")
        if known is None:
            raise UnfitError(f"what `{brief(node.func)}` does is not known: do that with a client of its own")
        found = cursor(node, name, body)
        if found is not None:
            edits, readers = found
            self.edits += edits
            self._read(readers)
            return True
        if not known.waits:
            if belongs(name, "awaited"):
                self.edits.append(AwaitCall(body.span(node), body.is_primary(node)))
            return belongs(name, "data") or isinstance(parent, ast.Expr)
        if known.reason:
            raise UnfitError(known.reason)
        edits, readers = answered(node, name, body)
        self.edits += edits
        self._read(readers)
        return not has_parts(known) or isinstance(parent, ast.Expr)

    def _read(self, readers: list[ast.Name]) -> None:
        """Note where the function reads what a call gave it by a name."""
        for one in readers:
            self._check_place(one)
        self.uses += [self.body.statement(one) for one in readers]

    def _closing(self) -> str:
        """The method that ends the twin; nothing if only a with statement does."""
        if self.entry.get("entered"):
            return ""
        name, since = self.entry.get("closes", ("close", ""))
        version = self.body.project.version_of(self.entry["package"], self.body.routine.module)
        return "close" if since and (version is None or version.is_below(since)) else str(name)


def _runs_later(node: ast.expr, outer: ast.AST, body: Body) -> str:
    """What is around a node, if that runs at another time than the function; nothing if it does not."""
    match outer:
        case ast.Lambda():
            return "a lambda"
        case ast.GeneratorExp() if is_lazy(node, outer, body):
            return "a generator"
        case ast.FunctionDef() | ast.AsyncFunctionDef() if outer is not body.routine.node:
            return outer.name
    return ""
