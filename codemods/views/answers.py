"""Calls that answer a request: they give a response, or a coroutine object where the view is asynchronous."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import inner_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.facts import table
from codemods.routines import Routine
from codemods.views.decorators import survives_async
from codemods.views.finding import views_of
from codemods.views.wrappers import Wrapping

REST = ("adrf.", "rest_framework.")


def answers_in(routine: Routine, project: Project) -> frozenset[ast.Call]:
    """Find the calls in a function that answer the request.

    In the wrapper that a decorator puts around views these are the calls of the view; in a method of a class-based
    view those of the methods that Django's `View` has for it, such as `super().dispatch(request)`.
    """
    return project.once(("answers", routine.node), lambda: frozenset(_answers(routine, project)))


def is_given_views(function: Function, name: str, project: Project) -> bool:
    """Whether a function is a decorator of views that calls the view `name`."""
    decorators = project.once("decorators of views", lambda: {one.decorator.node: one for one in _around(project)})
    return function in decorators and decorators[function].view == name


def _answers(routine: Routine, project: Project) -> list[ast.Call]:
    calls = [node for node in inner_nodes(routine.node.body) if isinstance(node, ast.Call)]
    wrappings = project.once("wrappers of views", lambda: {_node(one): one for one in _around(project)})
    view = wrappings[routine.node].view if routine.node in wrappings else ""
    if view:
        return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == view]
    cls = routine.cls
    if cls is None or not calls or not _is_view(cls, project):
        return []
    return [call for call in calls if _is_answer(call, routine, cls, project)]


def _around(project: Project) -> tuple[Wrapping, ...]:
    """What decorators of the project that only fit plain functions put around views."""
    return project.once("wrappings", lambda: tuple(_wrappings(project)))


def _wrappings(project: Project) -> list[Wrapping]:
    found: list[Wrapping] = []

    def remember(one: Wrapping) -> bool:
        found.append(one)
        return True

    for view in views_of(project):
        for layer in view.layers:
            survives_async(layer, None, project, remember)
    return [one for one in found if one.wrapper is not None]


def _node(one: Wrapping) -> Function:
    assert one.wrapper is not None
    return one.wrapper.node


def _is_view(cls: Class, project: Project) -> bool:
    """Whether a class is a view, or is there to be mixed into views alone."""
    if _derives(cls, project):
        return True
    heirs = [heir for heir in project.descendants(cls) if not project.descendants(heir)]
    return bool(heirs) and all(_derives(heir, project) for heir in heirs)


def _derives(cls: Class, project: Project) -> bool:
    bases = tuple(table("views")["class"]["beginnings"])
    return any(isinstance(base, Symbol) and base.name.startswith(bases) for base in project.mro(cls))


def _is_answer(call: ast.Call, routine: Routine, cls: Class, project: Project) -> bool:
    known = table("views")["class"]
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr not in {*known["answering"], *known["answering-rest"]}:
        return False
    bases = (base for one in (cls, *project.descendants(cls)) for base in project.mro(one))
    is_rest = any(isinstance(base, Symbol) and base.name.startswith(REST) for base in bases)
    if func.attr not in known["answering-rest" if is_rest else "answering"]:
        return False
    match func.value:
        case ast.Name(id=name) if name == routine.receiver:
            return True
        case ast.Call(func=ast.Name(id="super")):
            return True
        case owner:
            symbol = project.resolve(owner, routine.module, routine.within)
            line = {base.name for base in project.mro(cls) if base is not None}
            return symbol is not None and symbol.name in line
