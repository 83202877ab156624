"""Which function a call on `self` reaches, whether it is awaited, and how often it suspends the task."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from codemods.cancellation.cleaning.place import receiver_of

MANY = 2
"""How often something suspends the task that does it more than once."""

MAX_DEPTH = 5

THREADED = frozenset({"asgiref.sync.sync_to_async", "channels.db.database_sync_to_async"})
"""Decorators that make a plain function one that is awaited."""

_TRANSPARENT = frozenset({"staticmethod", "classmethod", "override", "abstractmethod", "final"})


@dataclass(frozen=True)
class Callee:
    """A function of the project, and what its body is looked at with."""

    function: Function
    module: Module
    within: tuple[Function, ...]
    cls: Class | None = None
    receiver: str = ""
    origin: Class | None = None
    """The class of the instance, whose line of bases decides what its methods are."""


def method_of(cls: Class, name: str, project: Project, above: Class | None = None) -> Callee | None:
    """The method that an instance of `cls` has by a name; with `above`, what `super()` finds in that class.

    Returns:
        None where the project does not define it, or a base that is not known may.
    """
    line = project.mro(cls)
    if above is not None:
        line = line[line.index(above) + 1 :] if above in line else ()
    for base in line:
        if base is None:
            return None
        if isinstance(base, Class) and name in base.scope.names:
            function = base.method(name)
            if function is None:
                return None
            return Callee(function, base.module, (*base.within, function), base, receiver_of(function), cls)
    return None


def methods_of(cls: Class) -> Iterator[Function]:
    """The methods that a class defines itself."""
    for name in cls.scope.names:
        method = cls.method(name)
        if method is not None:
            yield method


def is_awaited(callee: Callee, project: Project) -> bool | None:
    """Whether the result of calling it is awaited, None if its decorators leave that open."""
    awaited = isinstance(callee.function, ast.AsyncFunctionDef)
    for decorator in reversed(callee.function.decorator_list):
        named = decorator.func if isinstance(decorator, ast.Call) else decorator
        symbol = project.resolve(named, callee.module, callee.within[:-1])
        if symbol is not None and symbol.name in THREADED:
            awaited = True
        elif symbol is None or symbol.name.rpartition(".")[2] not in _TRANSPARENT:
            return None
    return awaited


def variants(cls: Class, name: str, project: Project) -> list[Callee | None]:
    """The methods that `self.name` may be for instances of `cls` and of the classes that derive from it."""
    found = (method_of(one, name, project) for one in (cls, *project.descendants(cls)))
    return list({callee and callee.function: callee for callee in found}.values())


def called(call: ast.expr, caller: Callee, project: Project) -> Callee | None:
    """The function of the project that an expression, called by `caller`, reaches."""
    match call:
        case ast.Attribute(value=ast.Name(id=name), attr=attribute) if name == caller.receiver and caller.origin:
            return method_of(caller.origin, attribute, project)
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=attribute) if caller.origin and caller.cls:
            return method_of(caller.origin, attribute, project, caller.cls)
    symbol = project.resolve(call, caller.module, caller.within) if isinstance(call, ast.Name | ast.Attribute) else None
    if symbol is None or symbol.module is None:
        return None
    definition = symbol.definition
    if isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef) and definition in symbol.module.tree.body:
        return Callee(definition, symbol.module, (definition,))
    return None


def awaits_in(body: Sequence[ast.AST], caller: Callee, project: Project, depth: int = MAX_DEPTH) -> int:
    """How often statements or expressions suspend the task, at most `MANY`."""
    total = 0
    for node in inner_nodes(body):
        match node:
            case ast.Await(value=value):
                total += _awaits_of(value, caller, project, depth)
            case ast.AsyncFor() | ast.AsyncWith():
                total += MANY
            case ast.comprehension(is_async=1):
                total += MANY
            case ast.For() | ast.While() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                total += MANY * any(isinstance(inner, ast.Await) for inner in inner_nodes([node]))
    return min(total, MANY)


def _awaits_of(value: ast.expr, caller: Callee, project: Project, depth: int) -> int:
    if not isinstance(value, ast.Call):
        return 1
    inner = [argument for argument in value.args if isinstance(argument, ast.Call | ast.Starred)]
    name = value.func.attr if isinstance(value.func, ast.Attribute) else getattr(value.func, "id", "")
    if name == "gather" and (len(inner) > 1 or any(isinstance(one, ast.Starred) for one in inner)):
        return MANY
    callee = called(value.func, caller, project)
    if callee is None:
        return 1
    if not isinstance(callee.function, ast.AsyncFunctionDef):
        return 1
    return awaits_in(callee.function.body, callee, project, depth - 1) if depth else MANY


def awaits_of(callee: Callee, project: Project) -> int:
    """How often a call that is awaited suspends the task: at least once, and many times for what runs in a thread."""
    if isinstance(callee.function, ast.AsyncFunctionDef):
        return max(1, awaits_in(callee.function.body, callee, project))
    return MANY
