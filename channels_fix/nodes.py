"""Walks over the nodes that run together, not into the functions and classes among them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def inner_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield some nodes and all below them, in the order of the text, but what is inside of functions and classes."""
    stack = list(body)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, DEFINITIONS):
            stack += list(ast.iter_child_nodes(node))[::-1]


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in `root` itself, in the order of the text, without the functions and classes in it."""
    return (node for node in inner_nodes(ast.iter_child_nodes(root)) if not isinstance(node, DEFINITIONS))
