"""The full names of what calls call, also where these are methods of objects of other packages."""

from __future__ import annotations

import ast
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

from channels_fix.bindings import Function, all_arguments
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes, is_none
from channels_fix.project import Project
from codemods.async_views.steps.stored import assigned, entered, shared
from codemods.async_views.values.blocking import call_of, is_quick, usual_name
from codemods.routines import Routine, receiver_of

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

    @classmethod
    def of(cls, function: Function | None, module: Module, project: Project, owner: Class | None = None) -> Place:
        """The body of a function of a module, or of a class of it; without one that of the module or class itself."""
        if function is None:
            return cls(module, project)
        receiver = receiver_of(function) if owner else ""
        return cls(module, project, (*(owner.within if owner else ()), function), owner, receiver)


def called(call: ast.Call, place: Place, hops: int = MAX_HOPS) -> str:
    """The full name of what a call calls, nothing if that is not known.

    The method of an object has the name of the class in front: `requests.Session.get`.
    """
    symbol = place.project.resolve(call.func, place.module, place.within)
    if symbol is not None:
        return "" if symbol.definition is not None else usual_name(symbol.name)
    if not isinstance(call.func, ast.Attribute):
        name = f"{made(call.func, place, hops - 1)}.__call__"
        return name if call_of(name) is not None else ""
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
        case ast.BoolOp(op=ast.Or(), values=values):
            return _agreed([one for one in values if not _may_be_none(one, place)], place, hops)
        case ast.IfExp(body=first, orelse=second):
            return _agreed([one for one in (first, second) if not _may_be_none(one, place)], place, hops)
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
            if all(one.target is not None for one in scopes[depth - 1].names[name]):
                return _elsewhere(node, at, hops)
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
    if isinstance(symbol.definition, Class):
        return symbol.name if is_quick(symbol.name) else ""  # written by a compiler that the table knows
    return _returned(symbol.definition, None, symbol.module, place, hops)


def _returned(node: object, cls: Class | None, module: Module, place: Place, hops: int) -> str:
    """What all that a function returns has in common."""
    if not isinstance(node, ast.FunctionDef) or node in place.within:
        return ""
    at = Place.of(node, module, place.project, cls)

    def agreed() -> str:
        values = [one.value for one in inner_nodes(node.body) if isinstance(one, ast.Return)]
        return _agreed([value for value in values if value is not None], at, hops) if None not in values else ""

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
    nothing = [value for value in values if is_none(value)]
    managed = place.project.once(("managed", function), lambda: entered(function)).get(name, [])
    annotations = [one.annotation for one in all_arguments(function.args) if one.arg == name and one.annotation]
    if len(values) + len(managed) + len(annotations) != len(bindings):
        return ""
    names = {made(value, place, hops - 1) for value in (*values, *managed) if value not in nothing}
    names |= {_annotated(annotation, place) for annotation in annotations}
    return _common(names)


def _common(names: set[str]) -> str:
    """What several names have in common: those of parts of objects of one class, such as collections, are alike."""
    parts = [name.split(".") for name in sorted(names)]
    if len({len(one) for one in parts}) != 1:
        return ""
    known = next((at for at, part in enumerate(parts[0]) if part[:1].isupper()), len(parts[0]))
    if any(one[: known + 1] != parts[0][: known + 1] for one in parts):
        return ""
    return ".".join(each[0] if len(set(each)) == 1 else "[]" for each in zip(*parts, strict=True))


def _annotated(node: ast.expr, place: Place) -> str:
    symbol = place.project.resolve(node, place.module, place.within[:-1])
    return usual_name(symbol.name) if symbol and symbol.definition is None else ""


def _elsewhere(node: ast.expr, place: Place, hops: int) -> str:
    """The class of what a module of the project keeps under a name."""
    symbol = place.project.resolve(node, place.module, place.within)
    if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.expr):
        return ""
    values = shared(symbol.name.rpartition(".")[2], symbol.module)
    names = {made(value, Place.of(function, symbol.module, place.project), hops - 1) for value, function in values}
    return names.pop() if len(names) == 1 else ""


def _of_attribute(name: str, place: Place, hops: int) -> str:
    """What the methods of a class agree on that its objects keep under a name."""
    if place.cls is None:
        return ""
    found: set[str] = set()
    for cls in place.project.mro(place.cls):
        if isinstance(cls, Class):
            values = assigned(name, cls, place.project)
            places = [(value, Place.of(function, cls.module, place.project, cls)) for value, function in values]
            found |= {made(value, at, hops - 1) for value, at in places if not is_none(value)}
            if is_property(cls.method(name), cls, place.project):
                found.add(_returned(cls.method(name), cls, cls.module, place, hops))
    return found.pop() if len(found) == 1 else ""


def is_property(node: Function | None, cls: Class, project: Project) -> bool:
    """Whether a function in the body of a class is read like an attribute."""
    decorators = [project.resolve(one, cls.module, cls.within) for one in node.decorator_list] if node else []
    return len(decorators) == 1 and decorators[0] is not None and decorators[0].name in PROPERTIES


def _agreed(nodes: Sequence[ast.expr], place: Place, hops: int) -> str:
    """What several expressions have in common."""
    names = {made(node, place, hops - 1) for node in nodes}
    return names.pop() if len(names) == 1 else ""


def _may_be_none(node: ast.expr, place: Place) -> bool:
    """Whether an expression is None, or a parameter that is so by default."""
    if not isinstance(node, ast.Name) or not place.within:
        return is_none(node)
    arguments = place.within[-1].args
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [*zip(reversed(positional), reversed(arguments.defaults), strict=False)]
    named = [*defaults, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)]
    return any(one.arg == node.id and value and is_none(value) for one, value in named)


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
