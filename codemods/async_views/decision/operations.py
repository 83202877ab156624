"""Operations of Django Ninja: it awaits coroutine functions, but does the rest of its work on the event loop."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.bindings import Function
from channels_fix.edits.expressions import Compose
from channels_fix.module import Class, Module
from channels_fix.nodes import all_nodes, own_nodes
from channels_fix.project import Project
from channels_fix.resolution import Symbol
from codemods.async_views.decision.graph import Graph
from codemods.async_views.decision.hooks import asked_on_the_loop
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.values.value import LAZY, Kind, Value
from codemods.facts import table
from codemods.routines import ANYWHERE, Routine, routine_at, routines_of
from codemods.views.frameworks import is_of_router, is_operation
from codemods.views.view import Role, View

HARMLESS = frozenset({Kind.CONTAINER, Kind.PLAIN, Kind.RESPONSE})


def returned_by(routine: Routine, body: Body) -> list[Step]:
    """What an operation returns that its response schema would look into on the event loop."""
    if not any(_operation(one, routine, body.project) for one in routine.node.decorator_list):
        return []
    found = []
    for node in own_nodes(routine.node):
        if isinstance(node, ast.Return) and node.value is not None:
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            found += [step for part in parts if (step := _returned(part, body)) is not None]
    return found


def against_operation(view: View, graph: Graph) -> Iterator[str]:
    """Yield why an operation cannot be asynchronous."""
    if Role.NINJA not in view.roles or view.routine is None:
        return
    routine, project = view.routine, graph.project
    calls = [one for one in routine.node.decorator_list if _operation(one, routine, project)]
    if any(_named(call, routine.module, project).startswith("ninja_extra.") for call in calls):
        yield "whether what Django Ninja Extra does around it works on the event loop is not known: do without it"
    words = _on_the_loop(routine.module, project)
    given = [(value, routine.module) for call in calls for value in _checks(call, words)]
    since = table("views")["ninja"]["auth-in-thread"]
    later = f"; from {since} on what checks who asks runs in a thread" if "auth" in words else ""
    for value, module in [*given, *project.once(("checks of ninja", *words), lambda: list(_shared(project, words)))]:
        if not _is_harmless(value, module, graph):
            what = f"Django Ninja runs {ast.unparse(value)} on the event loop, which may ask the database"
            yield f"{what}: make it an `async def`{later}"
    for handler in _error_handlers(project):
        sure, _ = asked_on_the_loop(handler, graph)
        if sure is not None:
            what = f"Django Ninja runs {handler.name}() on the event loop for errors"
            yield f"{what}, and it calls {sure.name}: let the operations do that"


def doubts_about_operation(view: View, graph: Graph) -> Iterator[str]:
    """Yield what a person should look at who makes an operation asynchronous."""
    for handler in _error_handlers(graph.project) if Role.NINJA in view.roles else ():
        sure, unsure = asked_on_the_loop(handler, graph)
        if sure is None and unsure is not None:
            yield f"Django Ninja runs {handler.name}() on the event loop for errors: see what {unsure.name} does there"


def _on_the_loop(module: Module, project: Project) -> list[str]:
    """The arguments whose values are called on the event loop."""
    ninja = table("views")["ninja"]
    version = project.version_of("django-ninja", module)
    threaded = version is not None and not version.is_below(ninja["auth-in-thread"])
    return [word for word in ninja["checks"] if not (threaded and word == "auth")]


def _error_handlers(project: Project) -> list[Routine]:
    """The functions that make responses of errors: nobody awaits them."""
    return project.once("handlers of ninja", lambda: list(_handlers(project)))


def _handlers(project: Project) -> Iterator[Routine]:
    for module in project.modules_with("exception_handler", ("ninja",)):
        for routine in routines_of(module):
            for one in routine.node.decorator_list:
                if isinstance(one, ast.Call) and is_of_router(one.func, "exception_handler", routine, project):
                    yield routine


def _operation(node: ast.expr, routine: Routine, project: Project) -> bool:
    return isinstance(node, ast.Call) and is_operation(node.func, routine, project)


def _returned(node: ast.expr, body: Body) -> Step | None:
    value = body.values.of(node)
    if value.kind in LAZY:
        row = body.new_name("row")
        edit = Compose(body.span(node), f"[{row} async for {row} in part]", (("part", body.span(node)),))
        return Step(node, "rows of the response", native=Way((edit,), doubts=_doubts(value.element, node)))
    doubts = _doubts(value.element if value.kind is Kind.CONTAINER else value, node)
    return Step(node, "response", native=Way((), doubts=doubts)) if doubts else None


def _doubts(value: Value | None, node: ast.expr) -> tuple[str, ...]:
    if value is None or value.kind in HARMLESS:
        return ()
    text = ast.unparse(node)
    return (f"the response schema reads {text[:40]} on the event loop: what it follows must be loaded before",)


def _shared(project: Project, words: list[str]) -> Iterator[tuple[ast.expr, Module]]:
    """Yield what routers and whole APIs ask before each of their operations."""
    for module in project.modules_with("ninja", ANYWHERE):
        for node in all_nodes(module.tree):
            if isinstance(node, ast.Call):
                adds = isinstance(node.func, ast.Attribute) and node.func.attr == "add_router"
                if adds or _named(node, module, project) in table("views")["ninja"]["routers"]:
                    yield from ((value, module) for value in _checks(node, words))


def _checks(call: ast.expr, words: list[str]) -> Iterator[ast.expr]:
    for word in call.keywords if isinstance(call, ast.Call) else []:
        if word.arg in words:
            yield from word.value.elts if isinstance(word.value, ast.List | ast.Tuple) else [word.value]


def _is_harmless(value: ast.expr, module: Module, graph: Graph) -> bool:
    """Whether a check is known to ask nobody, or is awaited."""
    if isinstance(value, ast.Constant):
        return value.value is None
    symbol = graph.project.resolve(value.func if isinstance(value, ast.Call) else value, module)
    if symbol is not None and isinstance(value, ast.Name | ast.Attribute) and isinstance(symbol.definition, ast.Call):
        symbol = graph.project.resolve(symbol.definition.func, symbol.module or module)
    routine = _run_by(symbol, graph.project)
    return routine is not None and (routine.is_coroutine or graph.is_harmless(routine))


def _run_by(symbol: Symbol | None, project: Project) -> Routine | None:
    if symbol is None or symbol.module is None:
        return None
    if isinstance(symbol.definition, Function):
        return routine_at(symbol.definition, symbol.module, project)
    if isinstance(symbol.definition, Class):
        return routine_at(symbol.definition.method("authenticate"), symbol.module, project)
    return None


def _named(call: ast.expr, module: Module, project: Project) -> str:
    symbol = project.resolve(call.func, module) if isinstance(call, ast.Call) else None
    return symbol.name if symbol else ""
