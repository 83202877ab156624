"""What a function keeps in the state of its module while it waits: nobody takes it back when the client leaves."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.nodes import inner_nodes
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.holding import is_final
from codemods.async_views.steps.body import Body

CONTAINERS = ("builtins.", "collections.")
CHANGING = frozenset(
    {"add", "append", "appendleft", "clear", "discard", "extend", "insert", "pop", "popleft", "remove", "update"}
)
"""Methods of containers that change them."""


def kept_in_module(body: Body, chosen: Sequence[Chosen]) -> Change:
    """Find what is changed before and after the function waits, which now may end in between.

    Args:
        body: The function.
        chosen: What it awaits.

    Returns:
        No changes, but the doubts.
    """
    rows = [one.step.node.lineno for one in chosen if one.ends_at_once]
    changes = sorted(_changes(body), key=lambda one: one[1].lineno) if rows else []
    doubts = [
        f"`{name}` of the module is changed before and behind line {row}: "
        "a client that leaves lets only the first happen; do the second in a `finally`"
        for row in rows
        for name in dict.fromkeys(name for name, node in changes if node.lineno < row)
        if any(name == other and node.lineno > row and not is_final(node, body) for other, node in changes)
    ]
    return Change((), (), tuple(doubts[:1]))


def _changes(body: Body) -> Iterator[tuple[str, ast.stmt | ast.expr]]:
    """Yield the names of the module that the function gives another value, or another content."""
    nodes = list(inner_nodes(body.routine.node.body))
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if name in declared:
                yield name, node
            case ast.Subscript(value=ast.Name() as owner, ctx=ast.Store() | ast.Del()) if _is_container(owner, body):
                yield owner.id, node
            case ast.Call(func=ast.Attribute(value=ast.Name() as owner, attr=method)) if method in CHANGING:
                if _is_container(owner, body):
                    yield owner.id, node


def _is_container(node: ast.Name, body: Body) -> bool:
    """Whether a name stands for a container that a module keeps."""
    routine, project = body.routine, body.project
    if any(node.id in project.function_scope(function).names for function in routine.within):
        return False
    symbol = project.resolve(node, routine.module)
    if symbol is None or symbol.module is None:
        return False
    match symbol.definition:
        case ast.Dict() | ast.List() | ast.Set() | ast.DictComp() | ast.ListComp() | ast.SetComp():
            return True
        case ast.Call(func=maker):
            made = project.resolve(maker, symbol.module)
            return made is not None and made.definition is None and made.name.startswith(CONTAINERS)
    return False
