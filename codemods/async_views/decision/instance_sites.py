"""Who builds a class-based view by hand and calls its handlers: tests do, mostly."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.project import Project
from codemods.routines import Mention, class_mentions
from codemods.views.view import View


def handler_calls(view: View, project: Project) -> Iterator[tuple[Mention, ast.Call]]:
    """Yield the calls of handlers of a view on an object that a place builds, as in `Report().get(request)`.

    Args:
        view: The view.
        project: The index.
    """
    names = {"dispatch", *(one.node.name for one in view.handlers)}
    for made in class_mentions(view.cls.node.name, project) if view.cls else ():
        if isinstance(made.parents[0], ast.Call) and made.parents[0].func is made.node:
            symbol = project.resolve(made.node, made.module, made.within)
            if symbol is not None and symbol.definition is view.cls:
                yield from _calls(made, names, project)


def _calls(made: Mention, names: set[str], project: Project) -> Iterator[tuple[Mention, ast.Call]]:
    match made.parents[1:3]:
        case (ast.Attribute(attr=name), ast.Call(func=called) as call) if name in names and called is made.parents[1]:
            yield made, call
        case (ast.Assign(targets=[ast.Name() | ast.Attribute() as target]), *_):
            for use in _uses(target, made, project):
                match use.parents[:2]:
                    case (ast.Attribute(attr=name) as method, ast.Call(func=called) as call) if name in names:
                        if called is method and method.value is use.node:
                            yield use, call


def _uses(target: ast.Name | ast.Attribute, made: Mention, project: Project) -> Iterator[Mention]:
    """Yield where what an object has been assigned to is named: in the function, or in all methods of its class."""
    written, place = ast.unparse(target), _scope(target, made)
    name = target.id if isinstance(target, ast.Name) else target.attr
    for use in class_mentions(name, project):
        if use.module is made.module and place in use.parents and ast.unparse(use.node) == written:
            yield use


def _scope(target: ast.Name | ast.Attribute, made: Mention) -> ast.AST:
    """What holds all uses of a name: the function, the module; for an attribute the class."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef) if isinstance(target, ast.Name) else (ast.ClassDef,)
    return next((one for one in made.parents if isinstance(one, kinds)), made.module.tree)
