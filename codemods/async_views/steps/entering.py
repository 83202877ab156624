"""With statements whose managers are not known to be harmless."""

from __future__ import annotations

import ast

from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.standing import Standing, standing_of
from codemods.async_views.steps.step import Step
from codemods.async_views.values.harmless import is_apart
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.value import Kind
from codemods.routines import routine_at


def step_of(node: ast.AST, body: Body) -> Step | None:
    """The step that a node is, if it is one of this kind."""
    if not isinstance(node, ast.With):
        return None
    unknown = next((item.context_expr for item in node.items if not _is_harmless(item.context_expr, body)), None)
    if unknown is None:
        return None
    text = ast.unparse(unknown)[:50]
    reason = (
        f"what entering and leaving {text} does is not known to be harmless: keep it in a function that does not wait"
    )
    return Step(node, f"with {text}", reason=reason)


def _is_harmless(node: ast.expr, body: Body) -> bool:
    value = body.values.of(node)
    if value.kind in {Kind.FOREIGN, Kind.INSTANCE} and is_apart(value.name):
        return True
    classes = [one.cls for one in value.each if one.kind is Kind.OBJECT and one.cls is not None]
    if len(classes) == len(value.each):
        methods = [method_of(cls, name, body.project) for cls in classes for name in ("__enter__", "__exit__")]
        return not any(asks(one, body.project) for one in methods)
    if not isinstance(node, ast.Call):
        return False
    symbol = body.values.symbol_of(node.func)
    routine = routine_at(symbol.definition, symbol.module, body.project) if symbol and symbol.module else None  # type: ignore[arg-type]
    if routine is not None:
        return not asks(routine, body.project)
    return standing_of(node, body) in {Standing.HARMLESS, Standing.LOOKING}
