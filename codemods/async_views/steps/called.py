"""The full names of what calls call, also where these are methods of objects of other packages."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from channels_fix.bindings import Function, When, all_arguments
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.async_views.steps.blocking import call_of, usual_name
from codemods.routines import Routine

MAX_HOPS = 12
PROPERTIES = frozenset({"builtins.property", "functools.cached_property", "django.utils.functional.cached_property"})
TASKS = frozenset({"celery.shared_task", "celery.Celery.task"})


@dataclass(frozen=True)
class Place:
    """Where an expression is written, which settles what its names mean."""

    module: Module
    project: Project
    within: tuple[Function, ...] = ()
    cls: Class | None = None
    receiver: str = ""

    @classmethod
    def inside(cls, routine: Routine, project: Project) -> Place:
        """The body of a function."""
        return cls(routine.module, project, routine.within, routine.cls, routine.receiver)


def called(call: ast.Call, place: Place, hops: int = MAX_HOPS) -> str:
    """The full name of what a call calls, nothing if that is not known.

    The method of an object has the name of the class in front: `requests.Session.get`.
    """
    symbol = place.project.resolve(call.func, place.module, place.within)
    if symbol is not None:
        return "" if symbol.definition is not None else usual_name(symbol.name)
    if not isinstance(call.func, ast.Attribute):
        return ""
    owner = made(call.func.value, place, hops - 1)
    if owner:
        return usual_name(f"{owner}.{call.func.attr}")
    return f"celery.Task.{call.func.attr}" if _is_task(call.func.value, place, hops) else ""


def made(node: ast.expr, place: Place, hops: int = MAX_HOPS) -> str:
    """The class of the object that an expression stands for, or the name of the call that made it; else nothing."""
    if hops <= 0:
        return ""
    match node:
        case ast.Call():
            name = called(node, place, hops) or _given(node.func, place, hops)
            known = call_of(name)
            if known is None or known.builds or (not known.waits and not known.gives):
                return name
            return known.gives
        case ast.NamedExpr(value=value) | ast.Await(value=value):
            return made(value, place, hops - 1)
        case ast.Subscript(value=value) | ast.Attribute(value=value):
            attribute = node.attr if isinstance(node, ast.Attribute) else "[]"
            if isinstance(value, ast.Name) and value.id == place.receiver and isinstance(node, ast.Attribute):
                return _kept((place.cls, attribute), place, lambda: _of_attribute(attribute, place, hops))
            owner = made(value, place, hops - 1)
            return f"{owner}.{attribute}" if owner else _elsewhere(node, place, hops)
        case ast.Name(id=name):
            scopes = [place.project.function_scope(function) for function in place.within]
            depth = max((number for number, scope in enumerate(scopes, 1) if name in scope.names), default=0)
            if not depth:
                return _elsewhere(node, place, hops)
            at = replace(place, within=place.within[:depth])
            return _kept((at.within[-1], name), at, lambda: _of_local(name, at, hops))
    return ""


def _given(called: ast.expr, place: Place, hops: int) -> str:
    """The class of what a function of the project gives, or a method of the same object."""
    match called:
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if place.cls is not None and owner == place.receiver:
            bases = (base for base in place.project.mro(place.cls) if isinstance(base, Class))
            cls = next((base for base in bases if name in base.scope.names), None)
            return _returned(cls.method(name), cls, cls.module, place, hops) if cls is not None else ""
    symbol = place.project.resolve(called, place.module, place.within)
    if symbol is None or symbol.module is None:
        return ""
    return _returned(symbol.definition, None, symbol.module, place, hops)


def _returned(node: object, cls: Class | None, module: Module, place: Place, hops: int) -> str:
    """What all that a function returns has in common."""
    if not isinstance(node, ast.FunctionDef) or node in place.within:
        return ""
    positional = [*node.args.posonlyargs, *node.args.args]
    at = Place(module, place.project, (node,), cls, positional[0].arg if cls and positional else "")

    def agreed() -> str:
        values = [one.value for one in inner_nodes(node.body) if isinstance(one, ast.Return)]
        names = {made(value, at, hops - 1) if value is not None else "" for value in values}
        return names.pop() if len(names) == 1 else ""

    return _kept((node, "returned"), at, agreed)


def _kept(key: Hashable, place: Place, answer: Callable[[], str]) -> str:
    """What a name stands for, worked out once; one that is made of itself stands for nothing that is known."""
    known: dict[Hashable, str] = place.project.once("what names are made by", dict)
    if key not in known:
        known[key] = ""
        known[key] = answer()
    return known[key]


def _of_local(name: str, place: Place, hops: int) -> str:
    """What all values agree on that a function gives one of its names."""
    function = place.within[-1]
    bindings = place.project.function_scope(function).names[name]
    values = [binding.value for binding in bindings if isinstance(binding.value, ast.expr)]
    managed = place.project.once(("managed", function), lambda: _managed(function)).get(name, [])
    annotations = [one.annotation for one in all_arguments(function.args) if one.arg == name and one.annotation]
    if len(values) + len(managed) + len(annotations) != len(bindings):
        return ""
    names = {made(value, place, hops - 1) for value in (*values, *managed)}
    names |= {_annotated(annotation, place) for annotation in annotations}
    return names.pop() if len(names) == 1 else ""


def _managed(function: Function) -> dict[str, list[ast.expr]]:
    """What a function enters, by the name that it gives it."""
    found: dict[str, list[ast.expr]] = {}
    for node in inner_nodes(function.body):
        for item in node.items if isinstance(node, ast.With) else ():
            if isinstance(item.optional_vars, ast.Name):
                found.setdefault(item.optional_vars.id, []).append(item.context_expr)
    return found


def _annotated(node: ast.expr, place: Place) -> str:
    symbol = place.project.resolve(node, place.module, place.within[:-1])
    return usual_name(symbol.name) if symbol and symbol.definition is None else ""


def _elsewhere(node: ast.expr, place: Place, hops: int) -> str:
    """The class of what a module of the project keeps under a name."""
    symbol = place.project.resolve(node, place.module, place.within)
    if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.Call):
        return ""
    name = symbol.name.rpartition(".")[2]
    bindings = [one for one in symbol.module.scope.names.get(name, ()) if one.when is not When.FALLBACK]
    if [one.value for one in bindings] != [symbol.definition]:
        return ""
    return made(symbol.definition, Place(symbol.module, place.project), hops - 1)


def _of_attribute(name: str, place: Place, hops: int) -> str:
    """What the methods of a class agree on that its objects keep under a name."""
    if place.cls is None:
        return ""
    found: set[str] = set()
    for cls in place.project.mro(place.cls):
        if isinstance(cls, Class):
            found |= {made(value, at, hops - 1) for value, at in _assigned(name, cls, place.project)}
            if _is_property(cls.method(name), cls, place.project):
                found.add(_returned(cls.method(name), cls, cls.module, place, hops))
    return found.pop() if len(found) == 1 else ""


def _is_property(node: Function | None, cls: Class, project: Project) -> bool:
    decorators = [project.resolve(one, cls.module, cls.within) for one in node.decorator_list] if node else []
    return len(decorators) == 1 and decorators[0] is not None and decorators[0].name in PROPERTIES


def _assigned(name: str, cls: Class, project: Project) -> list[tuple[ast.expr, Place]]:
    """What a class and its methods assign to an attribute of the object, and where."""
    found: list[tuple[ast.expr, Place]] = []
    for statement in cls.node.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
                found.append((value, Place(cls.module, project)))
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                positional = [*statement.args.posonlyargs, *statement.args.args]
                receiver = positional[0].arg if positional else ""
                at = Place(cls.module, project, (*cls.within, statement), cls, receiver)
                for node in inner_nodes(statement.body):
                    match node:
                        case ast.Assign(targets=[ast.Attribute(value=ast.Name(id=owner), attr=target)], value=value):
                            if owner == receiver and target == name:
                                found.append((value, at))
    return found


def _is_task(node: ast.expr, place: Place, hops: int) -> bool:
    """Whether an expression names a function of the project that is a task of Celery."""
    symbol = place.project.resolve(node, place.module, place.within)
    if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.FunctionDef):
        return False
    at = Place(symbol.module, place.project)
    for decorator in symbol.definition.decorator_list:
        call = decorator if isinstance(decorator, ast.Call) else ast.Call(decorator, [], [])
        if called(call, at, hops - 1) in TASKS:
            return True
    return False
