"""What other tasks must not, or may not, do once a function awaits where it blocked the event loop."""

from __future__ import annotations

import ast
from dataclasses import replace

from channels_fix.nodes import own_nodes, start_of
from codemods.async_views.decision.chosen import Chosen, enclosing
from codemods.async_views.decision.holding import handled
from codemods.async_views.decision.managing import managers_of
from codemods.async_views.decision.module_state import changes_of
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.step import Step, Way
from codemods.async_views.steps.waiting import is_lock


def lock_held(step: Step, way: Way, body: Body) -> str:
    """The lock of threads that is held where a step is to be awaited; nothing if there is none.

    Args:
        step: What blocks the event loop.
        way: How it is awaited.
        body: The function.
    """
    lock = _lock_around(step.node, body)
    managers = () if lock else managers_of(body, [Chosen(step, replace(way, cancellable=True))])
    return lock or next((lock for one in managers if (lock := _lock_of(one))), "")


def races(node: ast.expr | ast.stmt, body: Body) -> list[str]:
    """What to say of the state of a module that the function looks at before a node and changes behind it."""
    seen = {
        ast.unparse(one)
        for one in own_nodes(body.routine.node)
        if isinstance(one, ast.Name | ast.Attribute) and start_of(one) < start_of(node)
    }
    found = (name for name, one in changes_of(body) if start_of(one) > start_of(node) and _changed(one) in seen)
    return [
        f"{name} is looked at before line {node.lineno} and changed behind it: other tasks may change it meanwhile"
        for name in dict.fromkeys(found)
    ]


def _lock_around(node: ast.AST, body: Body) -> str:
    """The lock of threads that is held where a node stands; nothing if there is none."""
    for outer, inner in enclosing(node, body):
        if isinstance(outer, ast.With) and inner in outer.body:
            locks = (item.context_expr for item in outer.items if is_lock(item.context_expr, body))
            if lock := next(locks, None):
                return ast.unparse(lock)
    by_hand = [
        (how, lock, call)
        for call in own_nodes(body.routine.node)
        if isinstance(call, ast.Call) and call is not node
        for how, lock in handled(call, body).items()
    ]
    taken = {lock for how, lock, call in by_hand if how == "acquire" and start_of(call) < start_of(node)}
    return next((lock for how, lock, call in by_hand if lock in taken and start_of(call) > start_of(node)), "")


def _lock_of(manager: Body) -> str:
    """The lock that a generator of the project holds while it yields, as a context manager."""
    yields = (node for node in own_nodes(manager.routine.node) if isinstance(node, ast.Yield))
    return next((lock for one in yields if (lock := _lock_around(one, manager))), "")


def _changed(change: ast.stmt | ast.expr) -> str:
    """What is changed, as it is written."""
    match change:
        case ast.Subscript(value=owner) | ast.Call(func=ast.Attribute(value=owner)):
            return ast.unparse(owner)
    return ast.unparse(change)
