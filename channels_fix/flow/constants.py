"""Computes with constants, as far as what a program does to names and texts needs it."""

from __future__ import annotations

import ast

from channels_fix.flow.values import MAX_TEXT, UNKNOWN, Constant, Instance, Many, Method, Value


def join(operator: ast.operator, left: Value, right: Value) -> Value:
    """The value of `left <operator> right`."""
    match operator, left, right:
        case ast.Add(), Constant(value=str(a)), Constant(value=str(b)):
            return Constant(a + b)
        case ast.Add(), Many(items=a), Many(items=b):
            return Many((*a, *b))
        case ast.Mod(), Constant(value=str(a)), Constant(value=str(b)) if a.count("%") == a.count("%s") == 1:
            return Constant(a % b)
    return UNKNOWN


def concatenated(values: tuple[Value, ...]) -> Value:
    """The value of an f-string with these parts."""
    texts = [value.value for value in values if isinstance(value, Constant) and isinstance(value.value, str)]
    return Constant("".join(texts)) if len(texts) == len(values) else UNKNOWN


def text_method(method: Method, arguments: tuple[Value, ...]) -> Value:
    """What a method of a known text, or of an exception, returns."""
    if isinstance(method.owner, Instance):
        return method.owner if method.name == "with_traceback" else UNKNOWN
    text = method.owner.value if isinstance(method.owner, Constant) else None
    if not (isinstance(text, str) and len(text) <= MAX_TEXT and method.name in TEXT_METHODS):
        return UNKNOWN
    if method.name == "format" and ":" in text:
        return UNKNOWN  # a width could ask for gigabytes
    plain = [_plain(argument) for argument in arguments]
    if any(value is None for value in plain):
        return UNKNOWN
    try:
        result = getattr(text, method.name)(*plain)
    except (TypeError, ValueError, IndexError, KeyError):
        return UNKNOWN  # the program itself would fail here
    if isinstance(result, list | tuple):
        return Many(tuple(Constant(part) for part in result))
    return Constant(result)


TEXT_METHODS = frozenset(
    {"capitalize", "casefold", "count", "endswith", "find", "format", "join", "lower", "lstrip", "partition"}
    | {"removeprefix", "removesuffix", "replace", "rpartition", "rsplit", "rstrip", "split", "startswith", "strip"}
    | {"title", "upper"}
)
"""Methods of a string whose result depends on nothing but their arguments."""


def _plain(value: Value) -> object:
    """The Python value of a constant, or None."""
    if isinstance(value, Constant):
        return value.value
    if isinstance(value, Many):
        items = tuple(_plain(item) for item in value.items)
        return None if None in items else items
    return None
