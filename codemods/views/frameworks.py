"""Views that reach their URLs by other ways: the routers of Django REST framework, the operations of Django Ninja."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.module import Class, Module
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.facts import table
from codemods.listed import Item
from codemods.routines import ANYWHERE, Routine, routines_of
from codemods.views.classes import class_view
from codemods.views.endpoints import Endpoint
from codemods.views.view import Role, Route


def registered(project: Project) -> Iterator[tuple[Endpoint, Route]]:
    """Yield the view sets that are registered with routers."""
    for module in project.modules_with("outer", ANYWHERE):
        for place in _calls(module) if ".register(" in module.text else ():
            match place.node:
                case ast.Call(func=ast.Attribute(attr="register"), args=[prefix, given, *_]):
                    symbol = project.resolve(given, module, place.within)
                    if (
                        symbol is not None
                        and isinstance(symbol.definition, Class)
                        and is_rest(symbol.definition, project)
                    ):
                        text = prefix.value if isinstance(prefix, ast.Constant) else ""
                        yield Endpoint(cls=symbol.definition), Route(module, given, str(text))


def operations(project: Project) -> Iterator[tuple[Endpoint, Route]]:
    """Yield the functions that a decorator makes operations of Django Ninja."""
    modules = {module.path: module for module in project.modules_with("ninja", ANYWHERE)}
    words = {
        f"{name}.{method}("
        for module in modules.values()
        for name in _routers(module, project)
        for method in table("views")["ninja"]["routing"]
    }
    modules |= {module.path: module for word in sorted(words) for module in project.modules_with(word, ANYWHERE)}
    for _, module in sorted(modules.items()):
        for routine in routines_of(module):
            yield from _operation(routine, project)


def _routers(module: Module, project: Project) -> Iterator[str]:
    """Yield the names of the objects of a module whose decorators make operations."""
    for name, bindings in module.scope.names.items():
        value = bindings[-1].value
        made = project.resolve(value.func, module) if isinstance(value, ast.Call) else None
        if made is not None and made.name in table("views")["ninja"]["routers"]:
            yield name


def is_rest(cls: Class, project: Project) -> bool:
    """Whether a class is a view of Django REST framework, with or without adrf."""
    rest = table("views")["rest"]
    return class_view(cls, project).has_base((*rest["classes"], *rest["async"]))


def _calls(module: Module) -> Iterator[Item]:
    """Yield the calls at the top level of a module, and in its functions."""
    for node in own_nodes(module.tree):
        if isinstance(node, ast.Call):
            yield Item(node, module)
    for routine in routines_of(module):
        for node in own_nodes(routine.node):
            if isinstance(node, ast.Call):
                yield Item(node, module, routine.within)


def _operation(routine: Routine, project: Project) -> Iterator[tuple[Endpoint, Route]]:
    for decorator in routine.node.decorator_list:
        if isinstance(decorator, ast.Call) and is_operation(decorator.func, routine, project):
            first = decorator.args[0] if decorator.args else None
            text = str(first.value) if isinstance(first, ast.Constant) else ""
            yield Endpoint(routine, roles=frozenset({Role.NINJA})), Route(routine.module, decorator, text)


def is_operation(called: ast.expr, routine: Routine, project: Project) -> bool:
    """Whether a decorator makes the function an operation."""
    ninja = table("views")["ninja"]
    symbol = project.resolve(called, routine.module, routine.around)
    if symbol is not None and symbol.name in ninja["methods"]:
        return True
    return any(is_of_router(called, name, routine, project) for name in ninja["routing"])


def is_of_router(called: ast.expr, name: str, routine: Routine, project: Project) -> bool:
    """Whether a decorator of a function is the method `name` of a router or of a whole API."""
    if not isinstance(called, ast.Attribute) or called.attr != name:
        return False
    owner = project.resolve(called.value, routine.module, routine.around)
    if owner is None or owner.module is None or not isinstance(owner.definition, ast.Call):
        return False
    made = project.resolve(owner.definition.func, owner.module)
    return made is not None and made.name in table("views")["ninja"]["routers"]
