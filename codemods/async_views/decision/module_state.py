"""What a function keeps in the state of a module or of the process while it waits: it stays when the client leaves."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.async_views.decision.chosen import Change, Chosen
from codemods.async_views.decision.holding import is_final
from codemods.async_views.decision.managing import managers_of, yields_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.calls import callees_of
from codemods.facts import table
from codemods.routines import Routine

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
    doubts = [*_torn(body, rows), *(doubt for one in managers_of(body, chosen) for doubt in _torn(one, yields_of(one)))]
    return Change((), (), tuple(doubts[:1]))


def _torn(body: Body, rows: Sequence[int]) -> Iterator[str]:
    """Yield what to say of what a function changes before and behind one of some lines, in which it may end."""
    direct = [(name, "", node) for name, node in changes_of(body)] if rows else []
    changes = sorted([*direct, *(_by_helpers(body) if rows else ())], key=lambda one: one[2].lineno)
    for row in rows:
        for name, how, node in changes:
            if node.lineno < row and any(
                name == other and behind.lineno > row and not is_final(behind, body) and _takes_back(how, again)
                for other, again, behind in changes
            ):
                yield (
                    f"{name} is changed before and behind line {row}: "
                    "a client that leaves lets only the first happen; do the second in a `finally`"
                )


@dataclass(frozen=True)
class _Kept:
    """A name of a module of the project, or else of what all of the process shares."""

    module: Module | None
    name: str

    def __str__(self) -> str:
        return f"`{self.name}` of the {'module' if self.module else 'process'}"


def _takes_back(call: str, other: str) -> bool:
    """Whether the second of two changes may undo the first: the same call, such as one that fills a cache, does not."""
    return not call or call != other


def _by_helpers(body: Body) -> Iterator[tuple[_Kept, str, ast.expr]]:
    """Yield what functions of the project change that the function calls, each with the call as it is written."""
    for node in inner_nodes(body.routine.node.body):
        if isinstance(node, ast.Call):
            names = (name for one in callees_of(node.func, body) for name in _changed_by(one, body.project))
            yield from ((name, ast.unparse(node), node) for name in dict.fromkeys(names))


def _changed_by(routine: Routine, project: Project) -> tuple[_Kept, ...]:
    """The names of modules that a function changes, or one that it calls."""
    busy: set[Function] = project.once("changing modules", set)
    if routine.node in busy:
        return ()
    busy.add(routine.node)
    try:
        return project.once(("changes modules", routine.node), lambda: _all_changed(Body.of(routine, project)))
    finally:
        busy.discard(routine.node)


def _all_changed(body: Body) -> tuple[_Kept, ...]:
    calls = [node for node in inner_nodes(body.routine.node.body) if isinstance(node, ast.Call)]
    called = [one for node in calls for one in callees_of(node.func, body)]
    own = [name for name, node in changes_of(body) if not is_final(node, body)]
    return tuple(dict.fromkeys([*own, *(name for one in called for name in _changed_by(one, body.project))]))


def changes_of(body: Body) -> Iterator[tuple[_Kept, ast.stmt | ast.expr]]:
    """Yield the names of the module that the function gives another value, or another content."""
    nodes = list(inner_nodes(body.routine.node.body))
    declared = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if name in declared:
                yield _Kept(body.routine.module, name), node
            case ast.Attribute(value=ast.Name() | ast.Attribute() as owner, ctx=ast.Store() | ast.Del()):
                yield from ((kept, node) for kept in _attribute(owner, node.attr, body))
            case ast.Subscript(value=ast.Name() | ast.Attribute() as owner, ctx=ast.Store() | ast.Del()):
                yield from ((kept, node) for kept in _container(owner, body))
            case ast.Call(func=ast.Attribute(value=ast.Name() | ast.Attribute() as owner, attr=method)) if (
                method in CHANGING
            ):
                yield from ((kept, node) for kept in _container(owner, body))
            case ast.Call() if body.called(node) in table("regions")["process"]["calls"]:
                yield _Kept(None, body.called(node)), node


def _attribute(owner: ast.expr, name: str, body: Body) -> list[_Kept]:
    """The attribute of a module, a class or an object of the process that something stands for, if it is one."""
    symbol = body.project.resolve(owner, body.routine.module, body.routine.within)
    if symbol is None:
        return []
    if symbol.name in table("regions")["process"]["objects"]:
        return [_Kept(None, f"{symbol.name}.{name}")]
    if isinstance(symbol.definition, Module):
        return [_Kept(symbol.definition, name)]
    if isinstance(symbol.definition, Class):
        return [_Kept(symbol.definition.module, f"{symbol.definition.name.rpartition('.')[2]}.{name}")]
    return []


def _container(node: ast.Name | ast.Attribute, body: Body) -> list[_Kept]:
    """The container of a module that a name stands for, if it is one."""
    routine, project = body.routine, body.project
    if isinstance(node, ast.Name) and any(_is_local(node.id, one, project) for one in routine.within):
        return []
    symbol = project.resolve(node, routine.module, routine.within)
    if symbol is not None and symbol.name in table("regions")["process"]["containers"]:
        return [_Kept(None, symbol.name)]
    if symbol is None or symbol.module is None:
        return []
    kept = _Kept(symbol.module, symbol.name.rpartition(".")[2])
    match symbol.definition:
        case ast.Dict() | ast.List() | ast.Set() | ast.DictComp() | ast.ListComp() | ast.SetComp():
            return [kept]
        case ast.Call(func=maker):
            made = project.resolve(maker, symbol.module)
            is_one = made is not None and made.definition is None and made.name.startswith(CONTAINERS)
            return [kept] if is_one else []
    return []


def _is_local(name: str, function: Function, project: Project) -> bool:
    """Whether a name is one of a function, and no other name for something from elsewhere."""
    bindings = project.function_scope(function).names.get(name, ())
    others = (ast.Name, ast.Attribute)
    return bool(bindings) and all(one.target is None and not isinstance(one.value, others) for one in bindings)
