"""Who further out catches the errors of requests that come out of a function."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.callers import callers_of
from codemods.async_views.steps.http.clauses import names_errors
from codemods.routines import Routine, routine_at
from codemods.views.finding import views_run_by
from codemods.views.layers import layers_of_function

ELSEWHERE = "{} catches errors of requests that come out of here: catch them in the view"
MAX_CALLERS = 40
Outer = tuple[list[ast.Try | ast.With], Routine]


def catching(node: ast.AST, body: Body) -> list[ast.Try | ast.With]:
    """The statements that see the errors of a node, the innermost first."""
    found: list[ast.Try | ast.With] = []
    inner = node
    for outer in body.around(node):
        if isinstance(outer, ast.Try | ast.With) and inner in outer.body:
            found.append(outer)
        inner = outer
    return found


def caught_elsewhere(routine: Routine, project: Project, changing: Collection[Routine]) -> str:
    """Why errors of requests have to come out of a function: one further out catches them, and does not change.

    Args:
        routine: The function.
        project: The index.
        changing: The functions in which clauses get other types.
    """
    known = {routine}
    frontier = [routine]
    while frontier and len(known) < MAX_CALLERS:
        inner = frontier.pop()
        for statements, runner in [*_handed_to(inner, project), *_calling(inner, project, changing)]:
            if any(names_errors(one, Body.of(runner, project)) for one in statements):
                return ELSEWHERE.format(runner.name)
            if runner not in known:
                known.add(runner)
                frontier.append(runner)
    return ""


def _calling(routine: Routine, project: Project, changing: Collection[Routine]) -> Iterator[Outer]:
    """Yield the functions that call one by its name and do not change, with the statements around the call."""
    for caller in callers_of(routine, project):
        if caller.runner is not None and caller.runner not in changing:
            yield catching(caller.mention.node, Body.of(caller.runner, project)), caller.runner


def _handed_to(routine: Routine, project: Project) -> Iterator[Outer]:
    """Yield the coroutine functions that may await one under another name, with the statements around that.

    These are those of its decorators, and the other methods of its class.
    """
    for runner in dict.fromkeys([*_of_decorators(routine, project), *_of_class(routine, project)]):
        if runner.is_coroutine and runner is not routine:
            body = Body.of(runner, project)
            awaited = [node for node in own_nodes(runner.node) if _awaits_unknown(node, body)]
            if awaited:
                yield [statement for node in awaited for statement in catching(node, body)], runner


def _of_decorators(routine: Routine, project: Project) -> Iterator[Routine]:
    """Yield the functions inside of the decorators of a function, and of what stands around it in a URLconf."""
    around = (layer for view in views_run_by(routine, project) for layer in view.layers)
    layers = [*layers_of_function(routine, project), *around]
    for symbol in (layer.symbol for layer in layers):
        if symbol is not None and symbol.module is not None and isinstance(symbol.definition, Function):
            inside = (routine_at(node, symbol.module, project) for node in ast.walk(symbol.definition))
            yield from (one for one in inside if one is not None)


def _of_class(routine: Routine, project: Project) -> Iterator[Routine]:
    """Yield the methods that objects may have beside one."""
    if routine.cls is None:
        return
    family = [routine.cls, *project.descendants(routine.cls)]
    for cls in dict.fromkeys(one for heir in family for one in project.mro(heir) if isinstance(one, Class)):
        methods = (routine_at(node, cls.module, project) for node in cls.node.body)
        yield from (one for one in methods if one is not None)


def _awaits_unknown(node: ast.AST, body: Body) -> bool:
    """Whether a node awaits what the function was handed, has looked up, or a base class does."""
    match node:
        case ast.Await(value=ast.Call(func=ast.Name() as func)):
            return body.project.resolve(func, body.routine.module, body.routine.within) is None
        case ast.Await(value=ast.Call(func=ast.Call() | ast.Attribute(value=ast.Call()))):
            return True
    return False
