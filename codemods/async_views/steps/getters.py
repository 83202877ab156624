"""`attrgetter` and the like: what they read of the objects that a call goes through."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codemods.async_views.steps.asking import asks
from codemods.async_views.steps.body import Body
from codemods.async_views.values.attributes import attribute
from codemods.async_views.values.value import Kind, Value

GETTERS = ("operator.attrgetter", "operator.methodcaller")


def ask(call: ast.Call, body: Body) -> bool:
    """Whether a call is given a function that reads attributes, and rows of which one of these asks the database."""
    given = [*call.args, *(word.value for word in call.keywords)]
    paths = [path for one in given for path in _paths(one, body)]
    if not paths:
        return False
    held = [*given, call.func.value] if isinstance(call.func, ast.Attribute) else given
    elements = [one.element for node in held for one in body.values.of(node).each if one.element is not None]
    return any(_asks(element, path, body) for element in elements for path in paths)


def _paths(node: ast.expr, body: Body) -> Iterator[str]:
    if isinstance(node, ast.Call) and body.called(node) in GETTERS:
        yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _asks(owner: Value, path: str, body: Body) -> bool:
    for name in path.split("."):
        if owner.kind not in {Kind.MODEL, Kind.OBJECT}:
            return False
        reading = attribute(owner, name, body.project)
        method = reading.value.symbol
        if reading.asks or any(asks(one, body.project) for one in reading.routines) or method is not None:
            return True
        owner = reading.value
    return False
