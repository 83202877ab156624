"""What a decorator is given that it runs itself: around a coroutine function that is on the event loop."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.module import Class
from channels_fix.nodes import brief, inner_nodes
from channels_fix.resolution import Symbol
from codemods.async_views.decision.graph import Graph
from codemods.routines import Routine, routine_at
from codemods.views.view import Layer

PLAIN = (ast.Constant, ast.JoinedStr, ast.Dict, ast.List, ast.Set, ast.Tuple)
"""What nobody calls."""


def unfit_for_loop(layer: Layer, graph: Graph) -> str:
    """Why a decorator must not run what it is given on the event loop's thread; nothing if it may.

    Args:
        layer: A decorator that is called with functions, or with a middleware class.
        graph: Who calls whom.
    """
    call = layer.call
    given = [*call.args, *(word.value for word in call.keywords)] if call is not None else []
    return next((reason for one in given if (reason := _reason(one, layer, graph))), "")


def _reason(given: ast.expr, layer: Layer, graph: Graph) -> str:
    if isinstance(given, PLAIN):
        return ""
    written = brief(given)
    if isinstance(given, ast.Lambda):
        return f"it would run {written} on the event loop, which must not wait" if _may_ask(given) else ""
    assert layer.call_in is not None
    within = layer.within if layer.call is layer.node else ()
    symbol = graph.project.resolve(given, layer.call_in, within)
    run = _run(symbol, graph)
    if run is None:
        return f"what {written} does is not known, and it would run on the event loop"
    waits = next((one for one in run if not graph.is_harmless(one)), None)
    return f"it would run {waits.node.name} on the event loop, which must not wait" if waits is not None else ""


def _run(symbol: Symbol | None, graph: Graph) -> list[Routine] | None:
    """The functions of the project that a function, or the hooks of a class, are; None if others are not known."""
    project = graph.project
    if symbol is None:
        return None
    if isinstance(symbol.definition, Class):
        line = project.mro(symbol.definition)
        own = [base for base in line if isinstance(base, Class)]
        outside = [base for base in line if not isinstance(base, Class)]
        found = [routine_at(node, cls.module, project) for cls in own for node in cls.node.body]
        is_known = all(base is not None and _is_of_django(base) for base in outside)
        return [one for one in found if one is not None] if is_known else None
    if isinstance(symbol.definition, Function) and symbol.module is not None:
        routine = routine_at(symbol.definition, symbol.module, project)
        return [routine] if routine is not None else None
    return [] if _is_of_django(symbol) else None


def _is_of_django(symbol: Symbol) -> bool:
    """Whether it is something of Django itself, whose hooks are told as a doubt."""
    return symbol.name.startswith("django.")


def _may_ask(given: ast.Lambda) -> bool:
    """Whether a lambda does more than to give back what it knows."""
    return any(isinstance(node, ast.Call | ast.Attribute | ast.Subscript) for node in inner_nodes([given.body]))
