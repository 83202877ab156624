"""Calls of functions of the project, and places that hand one on."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function, all_arguments
from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import Place
from codemods.async_views.steps.called import called as full_name
from codemods.async_views.steps.step import Step
from codemods.async_views.values.instances import is_property
from codemods.async_views.values.value import Kind
from codemods.facts import table
from codemods.routines import Routine, routine_at

POOLS = frozenset(
    f"concurrent.futures.{pool}.{name}"
    for pool in ("ProcessPoolExecutor", "ThreadPoolExecutor")
    for name in ("map", "submit")
)
CONSUMERS = frozenset(
    f"builtins.{name}" for name in ("dict", "frozenset", "list", "max", "min", "set", "sorted", "sum", "tuple")
)


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    match node:
        case ast.Call(func=called):
            found = callees_of(called, body)
            if any(one.is_generator or _gives_later(one, body.project) for one in found):
                reason = f"what {found[0].node.name} does is done piece by piece, on the event loop: make a list of it"
                return Step(node, found[0].node.name, reason=reason, callee=found[0], others=found[1:])
        case ast.Name(ctx=ast.Load()) | ast.Attribute(ctx=ast.Load()):
            parent = body.parents[node]
            if isinstance(parent, ast.Attribute) or (isinstance(parent, ast.Call) and parent.func is node):
                return None
            found = _handed_on(node, body)
            if not found or _runs_apart(node, body):
                return None
            is_pool = (
                isinstance(parent, ast.Call) and full_name(parent, Place.inside(body.routine, body.project)) in POOLS
            )
            advice = "await it here, several calls of it with `asyncio.gather`" if is_pool else "call it by its name"
            reason = f"{found[0].node.name} is handed on, and what calls it could not await it: {advice}"
            return Step(node, found[0].node.name, reason=reason, callee=found[0], others=found[1:])
        case _:
            return None
    return Step(node, _name(found[0]), callee=found[0], others=found[1:]) if found else None


def _gives_later(routine: Routine, project: Project) -> bool:
    """Whether a function gives a generator expression that asks or waits, whenever somebody goes through it."""
    from codemods.async_views.steps.piecewise import asks_in

    given = [node.value for node in own_nodes(routine.node) if isinstance(node, ast.Return)]
    later = [one for one in given if isinstance(one, ast.GeneratorExp)]
    parts = [part for one in later for part in (one.elt, *one.generators[0].ifs, *one.generators[1:])]
    return any(asks_in(part, Body.of(routine, project)) for part in parts)


def _name(routine: Routine) -> str:
    """What a call is called: by the class, if it makes an object of that."""
    if routine.cls is not None and routine.node.name == "__init__":
        return routine.cls.node.name
    return routine.node.name


def _handed_on(node: ast.Name | ast.Attribute, body: Body) -> tuple[Routine, ...]:
    """The functions of the project that a place names and does not call: properties are called by reading them."""
    symbol = body.values.symbol_of(node)
    if symbol is not None:
        return named(symbol, body.project) if isinstance(symbol.definition, Function) else ()
    found = callees_of(node, body) if isinstance(node, ast.Attribute) else ()
    return () if any(is_property(one, body.project) for one in found) else found


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


def takes_whole(call: ast.Call, body: Body) -> bool:
    """Whether a call takes all of an iterable at once: a list serves it as well as a generator."""
    match call.func:
        case ast.Attribute(value=ast.Constant(), attr="join"):
            return True
    return body.called(call) in CONSUMERS


def callees_of(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    """The functions of the project that a call of `called` may run; none if there may be others."""
    return body.project.once(("callees", called), lambda: _callees(called, body))


def _callees(called: ast.expr, body: Body) -> tuple[Routine, ...]:
    project, routine = body.project, body.routine
    if isinstance(called, ast.Attribute):
        if called.attr not in project.defined_names and not called.attr[:1].isupper():
            return ()  # no method of the project, nor a class of it
        owner = called.value
        if _is_super(owner) and routine.cls is not None:
            line = project.mro(routine.cls)[1:]
            return _method(line, called.attr, project)
        found = [methods_of(cls, called.attr, project) for cls in _classes_of(owner, body)]
        if found:
            return tuple(dict.fromkeys(one for each in found for one in each)) if all(found) else ()
    return named(body.values.symbol_of(called), project)


def named(symbol: Symbol | None, project: Project) -> tuple[Routine, ...]:
    """The function that a call of something with a name runs, if it is one of the project."""
    if symbol is None or symbol.module is None:
        return ()
    if isinstance(symbol.definition, Function):
        found = routine_at(symbol.definition, symbol.module, project)
        return (found,) if found else ()
    if isinstance(symbol.definition, Class):
        return _method(project.mro(symbol.definition), "__init__", project)
    return ()


def _classes_of(owner: ast.expr, body: Body) -> list[Class]:
    """The classes of the project whose method an attribute of `owner` is; none if it may be something else."""
    routine = body.routine
    if isinstance(owner, ast.Name) and routine.cls is not None and owner.id == routine.receiver:
        return [routine.cls]
    values = body.values.of(owner).each
    return [one.cls for one in values if one.cls is not None] if all(one.kind is Kind.OBJECT for one in values) else []


def methods_of(cls: Class, name: str, project: Project) -> tuple[Routine, ...]:
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
