"""What becomes of a `dispatch` of the project when the handlers that it leads to are coroutine functions."""

from __future__ import annotations

import ast

from channels_fix.nodes import own_nodes
from codemods.routines import Routine
from codemods.views.decorators import Fate, Verdict


def dispatch_survives(dispatch: Routine) -> Verdict:
    """How a `dispatch` fares on a class whose handlers are coroutine functions.

    What Django awaits is what `dispatch` returns: from a plain function the coroutine of `super().dispatch()`, and
    nothing else. One that breaks has to become a coroutine function itself.
    """
    nodes = list(own_nodes(dispatch.node))
    calls = [node for node in nodes if isinstance(node, ast.Call) and _is_super_dispatch(node)]
    if not calls:
        return Verdict(Fate.UNKNOWN, "its dispatch() does not call that of its base class")
    if dispatch.is_coroutine:
        awaited = [node.value for node in nodes if isinstance(node, ast.Await)]
        if all(call in awaited for call in calls):
            return Verdict(Fate.WORKS)
        return Verdict(Fate.UNKNOWN, "its dispatch() does not await that of its base class")
    returned = [node.value for node in nodes if isinstance(node, ast.Return)]
    inside = any(isinstance(node, ast.Try | ast.With) and _holds(node, calls) for node in nodes)
    passes_on = all(call in returned for call in calls) and all(value in calls for value in returned)
    return Verdict(Fate.WORKS if passes_on and not inside else Fate.BREAKS)


def _is_super_dispatch(node: ast.Call) -> bool:
    return (
        isinstance(node.func, ast.Attribute)
        and node.func.attr == "dispatch"
        and isinstance(node.func.value, ast.Call)
        and isinstance(node.func.value.func, ast.Name)
        and node.func.value.func.id == "super"
    )


def _holds(node: ast.AST, calls: list[ast.Call]) -> bool:
    return any(inner in calls for inner in ast.walk(node))
