"""A cheap look at what may keep a cancellation from leaving: most functions have nothing of the kind."""

from __future__ import annotations

import ast

from channels_fix.bindings import Function
from channels_fix.flow import conditions
from channels_fix.flow.values import Named
from channels_fix.module import Class
from channels_fix.nodes import own_nodes
from channels_fix.project import Project
from codemods.cancellation.swallowing.domain import TRIO_CANCELLED
from codemods.cancelled import CANCELLED
from codemods.routines import Routine
from codemods.stop_consumer.keepers import SUPPRESS

WAITS = (ast.AsyncFor, ast.AsyncWith, ast.Await, ast.Yield)
LEAVING = (ast.Return, ast.Break, ast.Continue, ast.Raise, ast.Try)


def may_stop(node: ast.AST, function: Routine, project: Project) -> bool:
    """Whether a statement of a function may keep a cancellation from leaving."""
    match node:
        case ast.Try(handlers=handlers, finalbody=last):
            if any(isinstance(one, LEAVING) for statement in last for one in ast.walk(statement)):
                return True
            return _waits(node.body) and any(_may_catch(one.type, function, project) for one in handlers)
        case ast.With() | ast.AsyncWith():
            waits = isinstance(node, ast.AsyncWith) or _waits(node.body)
            return waits and any(_may_suppress(item.context_expr, function, project) for item in node.items)
    return type(node).__name__ == "TryStar"


def _waits(body: list[ast.stmt]) -> bool:
    return any(
        isinstance(node, WAITS) or (isinstance(node, ast.comprehension) and bool(node.is_async))
        for statement in body
        for node in (statement, *own_nodes(statement))
    )


def _may_catch(kind: ast.expr | None, function: Routine, project: Project) -> bool:
    """Whether a clause may catch it, as far as its names tell."""
    match kind:
        case None | ast.Call() | ast.BinOp() | ast.Starred():
            return True
        case ast.Tuple(elts=kinds):
            return any(_may_catch(one, function, project) for one in kinds)
    symbol = project.resolve(kind, function.module, function.within)
    if symbol is None:
        return True
    caught = [conditions.catches(Named(symbol), one, project) for one in (CANCELLED, TRIO_CANCELLED)]
    return caught != [False, False]


def _may_suppress(manager: ast.expr, function: Routine, project: Project) -> bool:
    """Whether a context manager may stop an exception: one from outside is known, or lets it pass."""
    called = manager.func if isinstance(manager, ast.Call) else manager
    symbol = project.resolve(called, function.module, function.within)
    if symbol is None or isinstance(symbol.definition, Class | Function | ast.expr):
        return True
    return symbol.name in {SUPPRESS, "contextlib.AsyncExitStack", "contextlib.ExitStack"}
