"""Compares the statements by which control leaves a try statement."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def exits_of(node: ast.Try) -> Iterator[ast.stmt]:
    """Yield the statements by which control leaves a try statement, before its `finally`, without an exception."""
    parts: list[tuple[ast.AST, bool]] = [(part, False) for part in (*node.body, *node.handlers, *node.orelse)]
    while parts:
        part, looped = parts.pop()
        match part:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() | ast.expr():
                continue
            case ast.Return():
                yield part
            case ast.Break() | ast.Continue() if not looped:
                yield part
        inner = looped or isinstance(part, ast.For | ast.AsyncFor | ast.While)
        parts += [(child, inner) for child in ast.iter_child_nodes(part)]


def leaves_otherwise(other: ast.stmt, left_by: ast.stmt) -> bool:
    """Whether an exit leads to another place, or gives another value."""
    if gives_a_value(other) or gives_a_value(left_by):
        values = [one.value for one in (other, left_by) if isinstance(one, ast.Return)]
        constant = all(isinstance(value, ast.Constant) for value in values)
        return len(values) < 2 or not constant or ast.dump(other) != ast.dump(left_by)
    return type(other) is not type(left_by)


def gives_a_value(left_by: ast.stmt) -> bool:
    """Whether an exit is a `return` with a value that its caller may want."""
    match left_by:
        case ast.Return(value=None | ast.Constant(value=None)):
            return False
    return isinstance(left_by, ast.Return)
