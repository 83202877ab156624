"""What a with statement gives a name to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from channels_fix.bindings import Function
from codemods.async_views.values.instances import results_of, yielded_by
from codemods.async_views.values.value import UNKNOWN, Kind, Value, joined
from codemods.routines import routine_at

if TYPE_CHECKING:
    from codemods.async_views.values.values import Values

MAKERS = frozenset({"contextlib.contextmanager"})


def entered(node: ast.expr, values: Values) -> Value | None:
    """What entering an expression gives; None while that depends on itself."""
    value = values.now(node)
    if value is None:
        return None
    if value.kind is Kind.UNKNOWN and isinstance(node, ast.Call):
        return _yielded(node, values)
    return joined(_of_object(one, values) for one in value.each)


def _of_object(value: Value, values: Values) -> Value:
    if value.kind is Kind.OBJECT:
        return results_of(value, "__enter__", values.project) or UNKNOWN
    return value if value.kind in {Kind.INSTANCE, Kind.FOREIGN} else UNKNOWN


def _yielded(call: ast.Call, values: Values) -> Value:
    """What a function yields that a decorator makes a context manager of."""
    symbol = values.symbol_of(call.func) if isinstance(call.func, ast.Name | ast.Attribute) else None
    if symbol is None or symbol.module is None or not isinstance(symbol.definition, Function):
        return UNKNOWN
    routine = routine_at(symbol.definition, symbol.module, values.project)
    makers = [values.project.resolve(one, symbol.module) for one in symbol.definition.decorator_list]
    if routine is None or len(makers) != 1 or makers[0] is None or makers[0].name not in MAKERS:
        return UNKNOWN
    return yielded_by(routine, values.project)
