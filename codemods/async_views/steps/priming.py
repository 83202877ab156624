"""Where to put what has to be done once before a function uses something."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from channels_fix.edits.statements import InsertBefore
from codemods.async_views.steps.body import Body

BLOCKS = ("body", "orelse", "finalbody")


def loading(what: str, code: str) -> str:
    """The code that loads something, with what a reader may ask for who sees that nothing takes what it gives."""
    return f"# Load the {what}: it cannot be loaded where it is used below.\n{code}"


def before(nodes: Sequence[ast.AST], code: str, body: Body) -> tuple[InsertBefore, bool]:
    """Put code in front of the innermost statement that holds all of some nodes.

    Args:
        nodes: Places in the function, at least one.
        code: The statement.
        body: The function.

    Returns:
        The edit, and whether the code is run in that place only when one of the nodes is, too.
    """
    block: Sequence[ast.stmt] = body.routine.node.body
    while True:
        holders = [one for one in block if any(node is one or one in body.around(node) for node in nodes)]
        inner = _inner_block(holders, nodes, body)
        if inner is None:
            return InsertBefore(body.span(holders[0]), code), _is_reached(holders[0], nodes, body)
        block = inner


def _inner_block(holders: Sequence[ast.stmt], nodes: Sequence[ast.AST], body: Body) -> Sequence[ast.stmt] | None:
    """The block of an only statement that holds all nodes, if it is run once at most."""
    if len(holders) > 1 or not isinstance(holders[0], ast.If | ast.Try | ast.With):
        return None
    for field in BLOCKS:
        block: list[ast.stmt] = getattr(holders[0], field, [])
        inside = [node for node in nodes if any(one is node or one in body.around(node) for one in block)]
        is_elif = field == "orelse" and isinstance(holders[0], ast.If) and _is_elif(block, holders[0])
        if len(inside) == len(nodes) and not is_elif:
            return block
    return None


def _is_elif(block: Sequence[ast.stmt], statement: ast.If) -> bool:
    """Whether the `else` of a statement is an `elif`, in front of which nothing can stand."""
    return len(block) == 1 and isinstance(block[0], ast.If) and block[0].col_offset == statement.col_offset


def _is_reached(statement: ast.stmt, nodes: Sequence[ast.AST], body: Body) -> bool:
    """Whether a statement never ends without coming to one of the nodes."""
    match statement:
        case ast.If(test=head) | ast.While(test=head):
            heads = [_first(head)]
        case ast.For(iter=head):
            heads = [head]
        case ast.With(items=items):
            heads = [items[0].context_expr]
        case ast.Try() | ast.FunctionDef() | ast.ClassDef():
            return False
        case _:
            return any(_is_unconditional(node, body) for node in nodes)
    return any(node is head or head in body.around(node) for node in nodes for head in heads)


def _is_unconditional(node: ast.AST, body: Body) -> bool:
    """Whether an expression of a simple statement is worked out in any case."""
    inner = node
    for outer in body.around(node):
        match outer:
            case ast.IfExp(test=first) | ast.BoolOp(values=[first, *_]) if first is not inner:
                return False
            case ast.Lambda() | ast.comprehension():
                return False
            case ast.stmt():
                return True
        inner = outer
    return True


def _first(test: ast.expr) -> ast.expr:
    """The part of a test that is worked out in any case."""
    while isinstance(test, ast.BoolOp):
        test = test.values[0]
    return test
