"""What runs together with the code around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from channels_fix.nodes import children

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)
"""What runs at another time than the code around it."""


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below `root` that run with it, and the scopes in it, but not what is in those."""
    stack = [*children(root)][::-1]
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, SCOPES):
            stack += children(node)[::-1]
