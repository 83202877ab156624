"""Which ways control can take through the statements of a function, as far as their shapes tell."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.nodes import DEFINITIONS, inner_nodes


def around(node: ast.AST, body: Sequence[ast.AST]) -> list[ast.AST]:
    """The nodes around `node` in the statements of `body`, outermost first."""
    for one in body:
        if one is node:
            return []
        if not isinstance(one, DEFINITIONS) and any(inner is node for inner in ast.walk(one)):
            return [one, *around(node, list(ast.iter_child_nodes(one)))]
    return []


def falls(body: Sequence[ast.stmt]) -> bool:
    """Whether control can run off the end of `body`."""
    return all(_falls(statement) for statement in body)


def _falls(node: ast.stmt) -> bool:
    match node:
        case ast.Return() | ast.Raise() | ast.Break() | ast.Continue():
            return False
        case ast.If(body=body, orelse=orelse):
            return falls(body) or falls(orelse)
        case ast.While(test=ast.Constant(value=value)) if value:
            return any(isinstance(one, ast.Break) and leaves_loop(one, node) for one in inner_nodes(node.body))
        case ast.With(body=body) | ast.AsyncWith(body=body):
            return falls(body) or any("suppress" in ast.unparse(item.context_expr) for item in node.items)
        case ast.Try():
            ends = falls([*node.body, *node.orelse]) or any(falls(handler.body) for handler in node.handlers)
            return ends and falls(node.finalbody)
    return True


def leaves_loop(node: ast.Break | ast.Continue, outer: ast.AST) -> bool:
    """Whether no loop between `outer` and `node` is the one that is meant."""
    return not any(
        isinstance(one, ast.For | ast.AsyncFor | ast.While) and node in inner_nodes(one.body)
        for one in around(node, list(ast.iter_child_nodes(outer)))
    )


def leavers(node: ast.Try) -> list[ast.Return | ast.Break | ast.Continue]:
    """The statements that leave `node` on another way than off its end; so far the raise in `finally` replaced them."""
    return [
        one
        for one in inner_nodes([*node.body, *node.handlers, *node.orelse])
        if isinstance(one, ast.Return) or (isinstance(one, ast.Break | ast.Continue) and leaves_loop(one, node))
    ]


def is_last_step(leaver: ast.stmt, node: ast.Try) -> bool:
    """Whether `node` is run off its end when `leaver` does not leave it."""
    block: Sequence[ast.AST] = next(
        part
        for part in (node.body, *(handler.body for handler in node.handlers), node.orelse)
        if leaver in inner_nodes(part)
    )
    return (block is not node.body or not node.orelse) and _is_last(leaver, block)


def _is_last(leaver: ast.stmt, block: Sequence[ast.AST]) -> bool:
    last = block[-1]
    if last is leaver:
        return True
    match last:
        case ast.If(body=body, orelse=orelse):
            inner = [body, orelse]
        case ast.With(body=body) | ast.AsyncWith(body=body):
            inner = [body]
        case ast.Try(orelse=[], finalbody=[]):
            inner = [last.body, *(handler.body for handler in last.handlers)]
        case ast.Match(cases=cases):
            inner = [case.body for case in cases]
        case _:
            return False
    return any(part and _is_last(leaver, part) for part in inner)
