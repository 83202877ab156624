"""What catches errors of requests, and how it is written to catch those of httpx."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.edits.clauses import CatchOthers
from channels_fix.module import Module
from channels_fix.rule import Edit, ImportedName
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.http.lookups import is_looked_up
from codemods.facts import table

JSON = "requests.exceptions.JSONDecodeError"
ALL = "requests.exceptions.RequestException"
JSON_CLASS = ("json", "JSONDecodeError")
ASKS = "a clause asks which error of requests it has: give each a clause of its own"


@dataclass(frozen=True)
class Writing:
    """How clauses are written.

    Attributes:
        http: How the function names httpx.
        both: Whether errors of requests come, too.
        json: Whether errors of reading JSON come.
        body: The function.
    """

    http: str
    both: bool
    json: bool
    body: Body


@dataclass(frozen=True)
class Clause:
    """How an except clause is written, or why it cannot be."""

    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    widened: bool = False
    """Whether it catches errors of reading JSON by their own name."""
    doubts: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class _Caught:
    """A class that a clause catches: its full name, and what may be seen of it in the clause."""

    place: int
    source: str
    names: tuple[str, ...]
    """One, or those of a tuple that has a name."""


def write_clause(handler: ast.ExceptHandler, writing: Writing) -> Clause:
    """Work out what a clause catches in the place of errors of requests."""
    body = writing.body
    if _asks(handler, body):
        return Clause(reason=ASKS)
    kept: list[tuple[int, str]] = []
    added: list[str] = []
    doubts: tuple[str, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    for part in _parts(handler.type, body):
        if not part.names:
            return Clause(reason=f"what `except {part.source}` catches is not known: name the classes")
        others = [name for name in part.names if not _is_concerned(name)]
        concerned = [name for name in part.names if _is_concerned(name)]
        if others or writing.both or any(name in _builtin() for name in concerned):
            kept.append((part.place, part.source))
        for name in concerned:
            given, needed = _in_place_of(name, writing)
            if given is None:
                return Clause(
                    reason=f"httpx has no error that is the same as {part.source.lstrip('*')}: catch RequestException"
                )
            added += given
            imports += needed
            if name in table("http")["caught"]["parted"]:
                doubts = (table("http")["differences"]["body"],)
            reason = _reads(handler, name, body)
            if reason:
                return Clause(reason=reason)
    if not added:
        return Clause()
    edit = CatchOthers(body.routine.module.span(handler), tuple(kept), tuple(dict.fromkeys(added)))
    return Clause((edit,), imports, widened=body.reference(*JSON_CLASS)[0] in added, doubts=doubts)


def write_manager(statement: ast.With, body: Body) -> str:
    """Why a with statement hinders: it may stop errors of requests only."""
    return (
        f"`with {ast.unparse(statement.items[0])}` is for errors of requests: catch them in a try"
        if names_errors(statement, body)
        else ""
    )


def names_errors(statement: ast.Try | ast.With, body: Body) -> bool:
    """Whether a statement may catch errors of requests by name, or whether that is not known."""
    if isinstance(statement, ast.With):
        nodes = (node for item in statement.items for node in ast.walk(item.context_expr))
        return any(is_error_named(node, body) for node in nodes)
    for handler in statement.handlers:
        parts = list(_parts(handler.type, body))
        if _asks(handler, body) or any(not part.names or any(map(_is_concerned, part.names)) for part in parts):
            return True
    return False


def _in_place_of(name: str, writing: Writing) -> tuple[list[str] | None, tuple[ImportedName, ...]]:
    """What takes the place of a class, and the imports that this needs; None if nothing can."""
    facts = table("http")
    name = ALL if name in _builtin() else name
    given = [f"{writing.http}.{one}" for one in facts["exceptions"].get(name, ())]
    if name == JSON or (name == ALL and writing.json):
        written, imports = writing.body.reference(*JSON_CLASS)
        return [*given, written], imports
    return given or None, ()


def _is_concerned(name: str) -> bool:
    return name.startswith("requests.") or name in _builtin()


def _builtin() -> list[str]:
    names: list[str] = table("http")["caught"]["builtin"]
    return names


def _parts(node: ast.expr | None, body: Body) -> Iterator[_Caught]:
    """Yield what a clause of this type catches."""
    if node is None:
        return
    for place, part in enumerate(node.elts if isinstance(node, ast.Tuple) else [node]):
        inner = part.value if isinstance(part, ast.Starred) else part
        symbol = body.project.resolve(inner, body.routine.module, body.routine.within)
        if symbol is not None and symbol.module is not None and isinstance(symbol.definition, ast.Tuple):
            names = [_full_name(one, symbol.module, body) for one in symbol.definition.elts]
            yield _Caught(place, f"*{ast.unparse(inner)}", tuple(names) if all(names) else ())
        elif symbol is not None and not isinstance(symbol.definition, ast.expr):
            yield _Caught(place, ast.unparse(part), (_usual(symbol.name),))
        else:
            yield _Caught(place, ast.unparse(part), ())


def _full_name(node: ast.expr, module: Module, body: Body) -> str:
    symbol = body.project.resolve(node, module)
    return _usual(symbol.name) if symbol is not None and not isinstance(symbol.definition, ast.expr) else ""


def _usual(name: str) -> str:
    package, _, rest = name.partition(".")
    return f"requests.exceptions.{rest}" if package == "requests" and "." not in rest else name


# What is done with an error -------------------------------------------------------------------------------------------


def _reads(handler: ast.ExceptHandler, name: str, body: Body) -> str:
    """Why a clause may not be given an error of httpx: it reads of it what that may not have."""
    allowed = table("http")["caught"]["attributes"].get(name, ())
    parents = body.parents
    for node in ast.walk(handler):
        if not (isinstance(node, ast.Name) and handler.name and node.id == handler.name):
            continue
        parent = parents[node]
        match parent:
            case ast.Attribute(attr=attribute) if attribute not in allowed:
                why = f"an error of httpx may have no `{attribute}` that is the same"
                return f"{why}: ask for the response in a clause for HTTPError"
            case ast.Attribute(attr="response"):
                holder = parents[parent]
                if not isinstance(holder, ast.Attribute) or not _is_same(holder, body):
                    return f"what is done with `{ast.unparse(parent)}` may be another thing with httpx: read its status"
            case ast.Call() if node is not parent.func and _is_of_project(parent, body):
                return f"{ast.unparse(parent.func)} may read of an error what one of httpx has not: give it a text"
    return ""


def _is_same(node: ast.Attribute, body: Body) -> bool:
    """Whether an attribute of a response means the same with httpx."""
    facts = table("http")
    is_mapping = node.attr in facts["mappings"]["names"]
    return node.attr in facts["response"]["same"] and (not is_mapping or is_looked_up(node, node.attr, body))


def _is_of_project(call: ast.Call, body: Body) -> bool:
    symbol = body.project.resolve(call.func, body.routine.module, body.routine.within)
    return symbol is not None and isinstance(symbol.definition, Function)


def _asks(handler: ast.ExceptHandler, body: Body) -> bool:
    """Whether a clause looks at the class of an error of requests."""
    inner = [one for statement in handler.body for one in ast.walk(statement)]
    types = [one.type for one in inner if isinstance(one, ast.ExceptHandler) and one.type]
    spared = {id(node) for one in types for node in ast.walk(one)}
    spared |= {id(node.func) for node in inner if isinstance(node, ast.Call)}
    spared |= {id(node.exc) for node in inner if isinstance(node, ast.Raise)}
    return any(id(node) not in spared and is_error_named(node, body) for node in inner)


def is_error_named(node: ast.AST, body: Body) -> bool:
    """Whether a node names an error of requests."""
    if not isinstance(node, ast.Name | ast.Attribute):
        return False
    symbol = body.project.resolve(node, body.routine.module, body.routine.within)
    if symbol is None:
        return False
    if symbol.module is not None and isinstance(symbol.definition, ast.Tuple):
        return any(_full_name(one, symbol.module, body).startswith("requests.") for one in symbol.definition.elts)
    return symbol.definition is None and is_error(symbol.name)


def is_error(name: str) -> bool:
    """Whether a full name is that of an error of requests."""
    return _usual(name) in {JSON, *table("http")["exceptions"]} or name.startswith("requests.exceptions.")
