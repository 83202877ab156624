"""What would stop a cancellation on its way out of a function: a clause, a `finally`, a context manager."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from channels_fix.module import Class
from channels_fix.nodes import brief, inner_nodes, own_nodes
from codemods.async_views.steps.body import Body
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.value import Kind
from codemods.cancelled import CANCELLED_CLASS
from codemods.routines import Routine, routine_at

CAUGHT = frozenset({CANCELLED_CLASS, "asyncio.exceptions.CancelledError", "builtins.BaseException"})
LOOPS = (ast.While, ast.For, ast.AsyncFor)


def stopped_by(manager: ast.expr, body: Body) -> str:
    """Why a context manager would stop a cancellation in its block, or may; nothing if it is not known to."""
    if isinstance(manager, ast.Call) and body.called(manager) == "contextlib.suppress":
        if any(catches(one, body) for one in manager.args):
            return "contextlib.suppress of BaseException would stop the cancellation, too: name the errors"
        return ""
    if any(_stops(one, Body.of(one, body.project)) for one in _ended_by(manager, body)):
        return f"`{brief(manager)}` may stop the cancellation, too: let it stop errors by their names"
    return ""


def _ended_by(manager: ast.expr, body: Body) -> Iterator[Routine]:
    """Yield the functions of the project that say what becomes of an error: `__exit__`, or a generator."""
    for value in body.values.of(manager).each:
        method = method_of(value.cls, "__exit__", body.project) if value.kind is Kind.OBJECT and value.cls else None
        if method is not None:
            yield method
    symbol = body.values.symbol_of(manager.func) if isinstance(manager, ast.Call) else None
    if symbol is not None and symbol.module is not None and not isinstance(symbol.definition, Class):
        found = routine_at(symbol.definition, symbol.module, body.project)  # type: ignore[arg-type]
        if found is not None and found.is_generator:
            yield found


def _stops(routine: Routine, body: Body) -> bool:
    nodes = list(own_nodes(routine.node))
    if not routine.is_generator:
        return any(isinstance(node, ast.Return) and _may_be_true(node.value, body) for node in nodes)
    return any(
        isinstance(node, ast.Try)
        and any(isinstance(inner, ast.Yield) for inner in inner_nodes(node.body))
        and (any(leaving(node.finalbody)) or any(_keeps(one, body) for one in node.handlers))
        for node in nodes
    )


def _keeps(handler: ast.ExceptHandler, body: Body) -> bool:
    """Whether a clause catches a cancellation, and does not surely raise it again."""
    last = handler.body[-1]
    return catches(handler.type, body) and not (isinstance(last, ast.Raise) and last.exc is None)


def _may_be_true(value: ast.expr | None, body: Body) -> bool:
    """Whether what an `__exit__` returns may say that a cancellation ends there."""
    match value:
        case None:
            return False
        case ast.Constant(value=constant):
            return bool(constant)
        case ast.Call(func=ast.Name(id="isinstance" | "issubclass"), args=[_, kind]):
            return catches(kind, body)
        case ast.BoolOp(op=ast.And(), values=parts):
            return all(_may_be_true(one, body) for one in parts)
    return True


def catches(node: ast.expr | None, body: Body) -> bool:
    """Whether an except clause of this type is known to catch a cancellation."""
    if node is None:
        return True
    if isinstance(node, ast.Tuple):
        return any(catches(one, body) for one in node.elts)
    symbol = body.project.resolve(node, body.routine.module, body.routine.within)
    if symbol is None or isinstance(symbol.definition, Class):
        return False
    if isinstance(symbol.definition, ast.Tuple) and symbol.module is not None:
        several = (body.project.resolve(one, symbol.module) for one in symbol.definition.elts)
        return any(one is not None and one.name in CAUGHT for one in several)
    return symbol.name in CAUGHT


def leaving(block: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements by which a `finally` is left in another way than by its end."""
    loops = {inner for node in inner_nodes(block) if isinstance(node, LOOPS) for inner in inner_nodes(node.body)}
    for node in inner_nodes(block):
        if isinstance(node, ast.Return | ast.Raise) or (
            isinstance(node, ast.Break | ast.Continue) and node not in loops
        ):
            yield node
