"""Clients of services that a function uses: those that it builds for itself, and those that are kept elsewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from channels_fix.nodes import all_nodes
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.built import Built, built, root_of
from codemods.async_views.steps.keeping import Kept, kept
from codemods.async_views.steps.stored import entered
from codemods.async_views.steps.waiting import place_of
from codemods.facts import table


@dataclass(frozen=True)
class KeptClient:
    """A client that is kept elsewhere, and the expression by which a function has it."""

    kept: Kept
    holder: ast.expr

    @property
    def text(self) -> str:
        """How the function writes the client."""
        return ast.unparse(self.holder)


def kept_client(node: ast.expr, makers: frozenset[str], body: Body) -> KeptClient | None:
    """The client that a chain of attributes, items and calls begins with, if it is kept elsewhere."""
    names = body.project.function_scope(body.routine.node).names
    own = {name for name, bindings in names.items() if any(one.target is None for one in bindings)}
    for holder in _beginnings(node):
        if not (isinstance(holder, ast.Name) and holder.id in own):
            found = kept(holder, makers, place_of(body))
            if found is not None:
                return KeptClient(found, holder) if _is_only_built(found) else None
    return None


def copied(name: str, makers: frozenset[str], body: Body) -> tuple[Built, KeptClient] | None:
    """The statement that gets a client by a name of the function from elsewhere, and that client."""
    for statement in all_nodes(body.routine.node):
        match statement:
            case ast.Assign(targets=[ast.Name(id=target) as holder], value=value) if target == name:
                found = kept(holder, makers, place_of(body))
                if found is None or not _is_only_built(found):
                    return None
                return Built(found.call, statement, name, found.made_by), KeptClient(found, value)
    return None


def _beginnings(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions that a chain begins with, the shortest first."""
    found = [node]
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
        found.append(node)
    yield from reversed(found)


@dataclass(frozen=True)
class Client:
    """A client that a function uses.

    Attributes:
        text: The name or expression by which the function has it.
        call: What builds it.
        made_by: The full name of what is called there.
        built: The statement of the function that builds it, or gets it from elsewhere.
        kept: Where it is kept, if it is not the function that builds it.
        copy: The expression by which a statement of the function gets it from there.
    """

    text: str
    call: ast.Call
    made_by: str
    built: Built | None = None
    kept: KeptClient | None = None
    copy: ast.expr | None = None


def client_for(node: ast.expr, body: Body) -> Client | None:
    """The client that a chain of attributes, items and calls begins with, or what is derived from one."""
    makers = frozenset(call for entry in table("clients")["client"] for call in entry["calls"])
    root = root_of(node)
    if not isinstance(root, ast.Name):
        return None
    own = built(root.id, makers, body)
    if own is not None:
        return Client(own.name, own.call, own.made_by, own)
    copy = copied(root.id, makers, body)
    if copy is not None:
        statement, kept_there = copy
        return Client(root.id, statement.call, statement.made_by, statement, kept_there, kept_there.holder)
    elsewhere = kept_client(node, makers, body)
    if elsewhere is not None:
        return Client(elsewhere.text, elsewhere.kept.call, elsewhere.kept.made_by, kept=elsewhere)
    return next((found for one in _sources(root.id, body) if (found := client_for(one, body))), None)


def _sources(name: str, body: Body) -> list[ast.expr]:
    """What a name is derived from."""
    bindings = body.project.function_scope(body.routine.node).names.get(name, ())
    values = [one.value for one in bindings if isinstance(one.value, ast.expr)]
    values += entered(body.routine.node).get(name, [])
    roots = [(value, root_of(value)) for value in values]
    return [value for value, root in roots if isinstance(root, ast.Name) and root.id != name]


def _is_only_built(found: Kept) -> bool:
    """Whether the functions that are called to get a client do nothing else but build and keep it."""
    bodies = (one.body[ast.get_docstring(one) is not None :] for one in found.through)
    return all(_only_keeps(one) for statements in bodies for one in statements)


def _only_keeps(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.If):
        return all(_only_keeps(one) for one in (*statement.body, *statement.orelse))
    return isinstance(statement, ast.AnnAssign | ast.Assign | ast.Global | ast.Import | ast.ImportFrom | ast.Return)
