"""What runs together with the code around it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)
"""What runs at another time than the code around it."""


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below `root` that run with it, and the scopes in it, but not what is in those."""
    for child in ast.iter_child_nodes(root):
        yield child
        if not isinstance(child, SCOPES):
            yield from own_nodes(child)
