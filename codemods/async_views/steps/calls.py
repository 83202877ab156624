"""Calls of functions of the project, and places that hand one on."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function, all_arguments
from channels_fix.edits.expressions import AwaitWrapped
from channels_fix.module import Class
from channels_fix.project import Project, Symbol
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.value import Kind
from codemods.facts import table
from codemods.routines import Routine, routine_at

CONSUMERS = frozenset(
    f"builtins.{name}" for name in ("dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple")
)
"""What takes all of an iterable at once: a list serves it as well as a generator."""


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Call(func=called):
            consumed = _consumed(node, body)
            if consumed is not None:
                return consumed
            found = callees_of(called, body)
            if any(one.is_generator for one in found):
                reason = f"what {found[0].node.name} does is done piece by piece, on the event loop"
                return Step(node, found[0].node.name, reason=reason, callee=found[0], others=found[1:])
        case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()):
            parent = body.parents[node]
            if isinstance(parent, ast.Attribute) or (isinstance(parent, ast.Call) and parent.func is node):
                return None
            symbol = body.values.symbol_of(node)
            if symbol is None or not isinstance(symbol.definition, Function) or _runs_apart(node, body):
                return None
            found = _named(symbol, body.project)
            reason = f"{symbol.definition.name} is handed on, and what calls it could not await it"
            return Step(node, found[0].node.name, reason=reason, callee=found[0]) if found else None
        case _:
            return None
    return Step(node, found[0].node.name, callee=found[0], others=found[1:]) if found else None


def lead_of(node: ast.AST, body: Body) -> Step | None:
    """The same for one who only follows where calls lead, and does not ask who gives an object to a parameter."""
    match node:
        case ast.Call(func=ast.Attribute() as called) if is_from_parameter(called, body.routine):
            return None
    return step_of(node, body)


def _runs_apart(node: ast.expr, body: Body) -> bool:
    """Whether a function is named for a thread of its own to run it."""
    starts = table("async_views")["threads"]["starts"]
    around = [outer for outer in body.around(node) if isinstance(outer, ast.expr)]
    return bool(around) and isinstance(around[0], ast.Call) and body.called(around[0]) in starts


def is_from_parameter(node: ast.Attribute, routine: Routine) -> bool:
    """Whether an attribute is one of what somebody gives a function, without a word on what that is."""
    return _root(node) in _unannotated(routine)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _unannotated(routine: Routine) -> set[str]:
    parameters = all_arguments(routine.node.args)
    return {one.arg for one in parameters if one.annotation is None} - {routine.receiver}


def _consumed(call: ast.Call, body: Body) -> Step | None:
    """A call that takes all that a generator of the project yields: the generator runs in the thread that does it."""
    inner = call.args[0] if len(call.args) == 1 else None
    if not isinstance(inner, ast.Call) or body.called(call) not in CONSUMERS:
        return None
    found = callees_of(inner.func, body)
    if not any(one.is_generator for one in found):
        return None
    wrapper, imports = body.reference("asgiref.sync", "sync_to_async")
    thread = Way((AwaitWrapped(body.span(call), body.is_primary(call), wrapper),), imports)
    return Step(
        call,
        found[0].node.name,
        thread=thread,
        callee=found[0],
        others=found[1:],
        covers=frozenset({inner, inner.func}),
    )


def callees_of(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    """The functions of the project that a call of `called` may run; none if there may be others."""
    return body.project.once(("callees", called), lambda: _callees(called, body))


def _callees(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    project, routine = body.project, body.routine
    if isinstance(called, ast.Attribute):
        if called.attr not in project.function_names and not called.attr[:1].isupper():
            return ()  # no method of the project, nor a class of it
        owner = called.value
        if _is_super(owner) and routine.cls is not None:
            line = project.mro(routine.cls)[1:]
            return _method(line, called.attr, project)
        cls = _class_of(owner, body)
        if cls is not None:
            return _methods(cls, called.attr, project)
    return _named(body.values.symbol_of(called), project)


def _named(symbol: Symbol | None, project: Project) -> tuple[Routine, ...]:
    if symbol is None or symbol.module is None:
        return ()
    if isinstance(symbol.definition, Function):
        found = routine_at(symbol.definition, symbol.module, project)
        return (found,) if found else ()
    if isinstance(symbol.definition, Class):
        return _method(project.mro(symbol.definition), "__init__", project)
    return ()


def _class_of(owner: ast.expr, body: Body) -> Class | None:
    """The class of the project whose method an attribute of `owner` is."""
    routine = body.routine
    if isinstance(owner, ast.Name) and routine.cls is not None and owner.id == routine.receiver:
        return routine.cls
    value = body.values.of(owner)
    return value.cls if value.kind is Kind.OBJECT else None


def _methods(cls: Class, name: str, project: Project) -> tuple[Routine, ...]:
    """The method that an instance of `cls`, or of a class that derives from it, has."""
    found = dict.fromkeys(_method(project.mro(cls), name, project))
    for heir in project.descendants(cls):
        found |= dict.fromkeys(_method(project.mro(heir), name, project))
    return tuple(found)


def _method(line: tuple[Class | Symbol | None, ...], name: str, project: Project) -> tuple[Routine, ...]:
    for cls in line:
        if cls is None:
            return ()
        if isinstance(cls, Class) and name in cls.scope.names:
            found = routine_at(cls.method(name), cls.module, project)
            return (found,) if found else ()
    return ()


def _is_super(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"
