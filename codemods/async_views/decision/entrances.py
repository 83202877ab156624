"""What becomes of the methods of a class-based view that stand between Django and its handlers."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

from channels_fix.edits.functions import InsertMethod, InsertMethodAbove
from channels_fix.module import Class
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from channels_fix.rule import Edit
from codemods.async_views.decision.graph import Graph
from codemods.facts import table
from codemods.routines import Routine, routine_at
from codemods.views.answers import answers_in
from codemods.views.dispatching import dispatch_survives
from codemods.views.view import Layer, Role, View

DISPATCH = "dispatch"
ADDED = """\
async def dispatch(self, request, *args, **kwargs):
    return await super().dispatch(request, *args, **kwargs)
"""


@dataclass(frozen=True)
class Entrances:
    """The methods of a view that are asynchronous once its handlers are.

    Attributes:
        changed: Those that become coroutine functions.
        given: The classes that get a `dispatch` of their own, as decorators only work around a coroutine function.
    """

    changed: tuple[Routine, ...] = ()
    given: tuple[Class, ...] = ()


def entrances_of(view: View, broken: Iterable[Layer], graph: Graph) -> Entrances:
    """Find which methods of a view have to become asynchronous with its handlers.

    Args:
        view: The view.
        broken: The decorators around its `dispatch` that do not work around a plain function which gives a coroutine.
        graph: Who calls whom.
    """
    if view.cls is None:
        return Entrances()
    project = graph.project
    awaited = () if view.roles & {Role.ADRF, Role.REST} else table("async_views")["classes"]["answering"]
    own = [one for one in view.methods.values() if one.node.name in awaited]
    found = [one for one in own if one not in view.handlers and not one.is_coroutine]
    found += [one for one in view.dispatches if not one.is_coroutine and not _passes_on(one, graph)]
    given: list[Class] = []
    for layer in broken:
        cls, method = _under(layer, view, project)
        if method is not None:
            found += [] if method.is_coroutine else [method]
        elif cls is not None:
            given.append(cls)
    return Entrances(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(given)))


def given_dispatch(cls: Class) -> Edit:
    """The edit that gives a class a `dispatch` which is a coroutine function."""
    methods = [one for one in cls.node.body if isinstance(one, ast.FunctionDef)]
    span = cls.module.span
    if methods and not methods[0].decorator_list:
        return InsertMethodAbove(span(methods[0]), ADDED)
    return InsertMethod(span(cls.node.body[-1]), ADDED)


def _passes_on(method: Routine, graph: Graph) -> bool:
    """Whether a `dispatch` does nothing but harmless things, and returns what the next one gives."""
    answers = answers_in(method, graph.project)
    return dispatch_survives(method).survives and all(step.node in answers for step in graph.steps(method))


def _under(layer: Layer, view: View, project: Project) -> tuple[Class | None, Routine | None]:
    """The class that a decorator is written at, if it is one, and the `dispatch` of the project that it is around."""
    for cls in _classes(view, project):
        if layer.written in cls.node.decorator_list:
            return cls, next(iter(_dispatches(project.mro(cls), project)), None)
    found = (one for one in view.dispatches if layer.written in one.node.decorator_list)
    return None, next(found, None)


def _classes(view: View, project: Project) -> list[Class]:
    return [one for one in project.mro(view.cls) if isinstance(one, Class)] if view.cls else []


def _dispatches(line: Iterable[Class | Symbol | None], project: Project) -> list[Routine]:
    classes = [one for one in line if isinstance(one, Class)]
    found = (routine_at(cls.method(DISPATCH), cls.module, project) for cls in classes)
    return [one for one in found if one is not None]
