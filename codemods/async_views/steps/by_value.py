"""Methods that wait, of objects that went through containers and parameters, or are of a class that inherits them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.resolution import Symbol
from codemods.async_views.steps.body import Body
from codemods.async_views.values.blocking import call_of, usual_name, waiting_methods
from codemods.async_views.values.instances import method_of
from codemods.async_views.values.value import Kind, Value


def called_by_value(call: ast.Call, body: Body) -> str:
    """The full name of the waiting method that a call calls, if what is known of its object tells; else nothing."""
    func = call.func
    if not isinstance(func, ast.Attribute) or func.attr not in waiting_methods():
        return ""
    names = (usual_name(f"{owner}.{func.attr}") for owner in classes_of(func.value, func.attr, body))
    return next((name for name in names if call_of(name) is not None), "")


def classes_of(node: ast.expr, method: str, body: Body) -> list[str]:
    """The names of the classes of other packages that what an expression stands for may have a method from."""
    return [name for value in body.values.of(node).each for name in _classes(value, method, body)]


def _classes(value: Value, method: str, body: Body) -> Iterator[str]:
    """Yield the names of the classes of other packages that an object has a method from."""
    if value.kind is Kind.INSTANCE:
        yield value.name
    if value.kind is Kind.OBJECT and value.cls is not None and method_of(value.cls, method, body.project) is None:
        for base in body.project.mro(value.cls):
            if isinstance(base, Symbol):
                yield base.name
