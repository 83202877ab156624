"""Names of responses: what else a function gives them to, as in `found = found.json()`."""

from __future__ import annotations

import ast

from channels_fix.nodes import all_nodes
from codemods.async_views.steps.body import Body
from codemods.async_views.steps.called import called
from codemods.async_views.steps.waiting import place_of


def responses_named(name: str, body: Body) -> list[ast.expr | None]:
    """What a function binds a name to; None stands for what is not an expression."""
    bindings = body.project.function_scope(body.routine.node).names.get(name, ())
    return [one.value if isinstance(one.value, ast.expr) else None for one in bindings]


def is_other(node: ast.Name, body: Body) -> bool:
    """Whether a name of a response stands for what the function has made of that: `found = found.json()`."""
    inner: ast.AST = node
    for outer in body.around(node):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and outer is not body.routine.node:
            return False
        for block in (getattr(outer, part, None) for part in ("body", "orelse", "finalbody")):
            if isinstance(block, list) and inner in block:
                for before in reversed(block[: block.index(inner)]):
                    if remade(before, node.id, body):
                        return True
                    if _binds(before, node.id):
                        return False
        if isinstance(outer, ast.For | ast.While) and _binds(outer, node.id):
            return False
        inner = outer
    return False


def remade(statement: ast.AST, name: str, body: Body) -> bool:
    """Whether a statement binds the name of a response to what it makes of that."""
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=value) if target == name:
            is_next = isinstance(value, ast.Call) and called(value, place_of(body)).startswith("requests.")
            return not is_next and any(isinstance(one, ast.Name) and one.id == name for one in all_nodes(value))
    return False


def _binds(tree: ast.AST, name: str) -> bool:
    return any(
        isinstance(one, ast.Name) and one.id == name and not isinstance(one.ctx, ast.Load) for one in all_nodes(tree)
    )
