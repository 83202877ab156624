"""What decorators stand around a function or class, and which of them `method_decorator` puts around a method."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from channels_fix.bindings import Function
from channels_fix.module import Class, Module
from channels_fix.project import Project, Symbol
from codemods.facts import table
from codemods.routines import Routine
from codemods.views.view import Layer, Place

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
    symbol, call = _decorator(node, module, within, project)
    return Layer(node, module, within, symbol.name if symbol else "", symbol, place, written or node, on, call)


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


def _class_decorator(decorator: ast.expr, cls: Class, project: Project) -> Iterator[Layer]:
    if not _is_method_decorator(decorator, cls.module, cls.within, project):
        yield layer_of(decorator, cls.module, cls.within, project, "definition")
        return
    assert isinstance(decorator, ast.Call)
    given = [keyword.value for keyword in decorator.keywords if keyword.arg == "name"] or decorator.args[1:2]
    on = given[0].value if given and isinstance(given[0], ast.Constant) else ""
    yield from _unpacked(decorator, cls.module, cls.within, project, str(on))


def _decorators_of_method(decorator: ast.expr, method: Routine, project: Project) -> Iterator[Layer]:
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
) -> tuple[Symbol | None, ast.Call | None]:
    """What makes a decorator, and with which call; `superusers = user_passes_test(is_superuser)` is looked through."""
    call: ast.Call | None = None
    symbol: Symbol | None = None
    for _ in range(MAX_STEPS):
        if isinstance(node, ast.Call):
            call, node = node, node.func
        symbol = project.resolve(node, module, within)
        if symbol is None or symbol.module is None or not isinstance(symbol.definition, ast.Call):
            break
        if call is not None:
            return None, call  # what is made by a call is called again
        node, module, within = symbol.definition, symbol.module, ()
    return symbol, call
