"""What decorators stand around a function or class, and which of them `method_decorator` puts around a method."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import replace

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.routines import Routine, routine_at
from codemods.views.classes import is_mapping
from codemods.views.view import Layer, Place

AS_VIEW = "as_view"
MAX_STEPS = 4
"""Assignments that are followed, one to the next."""


def layer_of(
    node: ast.expr,
    module: Module,
    within: tuple[Function, ...],
    project: Project,
    place: Place,
    written: ast.expr | None = None,
    on: str = "",
) -> Layer:
    """The layer that the decorator `node` makes."""
    symbol, call, call_in = _decorator(node, module, within, project)
    name = symbol.name if symbol else ""
    return Layer(node, module, within, name, symbol, place, written or node, on, call, call_in)


def layers_of_function(routine: Routine, project: Project) -> Iterator[Layer]:
    """Yield the decorators of a function, the outermost first."""
    for decorator in routine.node.decorator_list:
        if routine.cls is None:
            yield layer_of(decorator, routine.module, routine.around, project, "definition")
        else:
            yield from _decorators_of_method(decorator, routine, project)


def layers_of_class(classes: Iterable[Class], methods: Iterable[Routine], project: Project) -> Iterator[Layer]:
    """Yield what stands around a class-based view.

    Args:
        classes: The class and its bases in the project.
        methods: Its handlers, and every `dispatch` of these classes.
        project: The index.
    """
    for cls in classes:
        for decorator in cls.node.decorator_list:
            yield from _class_decorator(decorator, cls, project)
    for method in methods:
        for decorator in method.node.decorator_list:
            yield from _decorators_of_method(decorator, method, project)
    for cls in classes:
        made = routine_at(cls.method(AS_VIEW), cls.module, project)
        yield from _around_the_view(made, project) if made is not None else ()


def _around_the_view(method: Routine, project: Project) -> Iterator[Layer]:
    """Yield what an `as_view` of the project puts around what the one of its base class gives."""
    nodes = list(own_nodes(method.node))
    kept = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in nodes:
        value = node.value if isinstance(node, ast.Return) else None
        while value is not None and not _is_super(value):
            if isinstance(value, ast.Name) and value.id in kept:
                value = kept.pop(value.id)
                continue
            is_call = isinstance(value, ast.Call) and bool(value.args)
            inner = value.func if isinstance(value, ast.Call) and is_call else value
            layer = layer_of(inner, method.module, method.within, project, "urls", value)
            yield replace(layer, of_class=True)
            value = value.args[0] if isinstance(value, ast.Call) and is_call else None


def _is_super(node: ast.expr) -> bool:
    """Whether an expression is `super().as_view(...)`."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr=name)):
            return name == AS_VIEW
    return False


def _class_decorator(decorator: ast.expr, cls: Class, project: Project) -> Iterator[Layer]:
    if not _is_method_decorator(decorator, cls.module, cls.within, project):
        yield layer_of(decorator, cls.module, cls.within, project, "class")
        return
    assert isinstance(decorator, ast.Call)
    given = [keyword.value for keyword in decorator.keywords if keyword.arg == "name"] or decorator.args[1:2]
    on = given[0].value if given and isinstance(given[0], ast.Constant) else ""
    yield from _unpacked(decorator, cls.module, cls.within, project, str(on))


def _decorators_of_method(decorator: ast.expr, method: Routine, project: Project) -> Iterator[Layer]:
    if is_mapping(decorator):
        return
    name, module, within = method.node.name, method.module, method.around
    if isinstance(decorator, ast.Call) and _is_method_decorator(decorator, module, within, project):
        yield from _unpacked(decorator, module, within, project, name)
    else:
        place: Place = "dispatch" if name == "dispatch" else "definition"
        yield layer_of(decorator, module, within, project, place, on=name)


def _is_method_decorator(node: ast.expr, module: Module, within: tuple[Function, ...], project: Project) -> bool:
    symbol = project.resolve(node.func, module, within) if isinstance(node, ast.Call) and node.args else None
    return symbol is not None and symbol.name in table("views")["method-decorator"]["names"]


def _unpacked(
    call: ast.Call, module: Module, within: tuple[Function, ...], project: Project, on: str
) -> Iterator[Layer]:
    """Yield the decorators that a `method_decorator` is given: one, or a list of them."""
    place: Place = "dispatch" if on in {"", "dispatch"} else "method"
    given, where, around = call.args[0], module, within
    if isinstance(given, ast.Name | ast.Attribute):
        symbol = project.resolve(given, module, within)
        if symbol and symbol.module and isinstance(symbol.definition, ast.List | ast.Tuple):
            given, where, around = symbol.definition, symbol.module, ()
    for one in given.elts if isinstance(given, ast.List | ast.Tuple) else [given]:
        yield layer_of(one, where, around, project, place, call, on)


def _decorator(
    node: ast.expr, module: Module, within: tuple[Function, ...], project: Project
) -> tuple[Symbol | None, ast.Call | None, Module]:
    """What makes a decorator, with which call, and where that is written.

    `superusers = user_passes_test(is_superuser)` is looked through.
    """
    call: ast.Call | None = None
    call_in = module
    symbol: Symbol | None = None
    for _ in range(MAX_STEPS):
        if isinstance(node, ast.Call):
            call, call_in, node = node, module, node.func
        symbol = project.resolve(node, module, within)
        if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.Call):
            break
        if call is not None:
            return None, call, call_in  # what is made by a call is called again
        node, module, within = symbol.definition, symbol.module, ()
    return symbol, call, call_in
