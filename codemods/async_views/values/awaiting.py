"""What coroutine functions of the project give to those who await them, or let somebody else do so."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from channels_fix.bindings import Function
from codemods.async_views.values.instances import result_of, results_of
from codemods.async_views.values.value import UNKNOWN, Kind, Value
from codemods.routines import routine_at

if TYPE_CHECKING:
    from codemods.async_views.values.values import Values

INTO_LOOP = ("asgiref.sync.async_to_sync",)
INTO_THREAD = ("asgiref.sync.sync_to_async", "channels.db.database_sync_to_async")
RUNNING = ("asyncio.run", "asyncio.wait_for", "asyncio.shield")
"""What gives the result of the coroutine that is its first argument, at once or when it is awaited itself."""


def waited_for(call: ast.Call, values: Values) -> ast.expr | None:
    """What a call awaits in the place of its caller: `async_to_sync(fetch)(url)`, `asyncio.run(fetch(url))`."""
    match call:
        case ast.Call(func=ast.Call(func=wrapper, args=[inner])) if _is_one(wrapper, INTO_LOOP, values):
            return ast.copy_location(ast.Call(inner, call.args, call.keywords), call)
        case ast.Call(func=runner, args=[inner]) if _is_one(runner, RUNNING[:1], values):
            return inner
    return None


def awaited(node: ast.expr, values: Values) -> Value | None:
    """What awaiting an expression gives; None while that depends on itself."""
    match node:
        case ast.Call(func=ast.Call(func=wrapper, args=[inner, *_])) if _is_one(wrapper, INTO_THREAD, values):
            return values.now(ast.copy_location(ast.Call(inner, node.args, node.keywords), node))
        case ast.Call(func=runner, args=[inner, *_]) if _is_one(runner, RUNNING[1:], values):
            return awaited(inner, values)
        case ast.Call(func=ast.Attribute(value=value, attr=name)) if values.symbol_of(node.func) is None:
            owner = values.now(value)
            if owner is None or owner.kind is not Kind.OBJECT:
                return owner and UNKNOWN
            return results_of(owner, name, values.project, coroutine=True) or UNKNOWN
        case ast.Call(func=called):
            symbol = values.symbol_of(called)
            if symbol is not None and isinstance(symbol.definition, Function) and symbol.module is not None:
                routine = routine_at(symbol.definition, symbol.module, values.project)
                return result_of(routine, UNKNOWN, values.project, coroutine=True) if routine else UNKNOWN
    return UNKNOWN


def _is_one(node: ast.expr, names: tuple[str, ...], values: Values) -> bool:
    symbol = values.symbol_of(node) if isinstance(node, ast.Name | ast.Attribute) else None
    return symbol is not None and symbol.name in names
