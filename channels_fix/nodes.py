"""Walks over the nodes that run together, not into the functions and classes among them; what a node is called."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_KEPT = "children"


def inner_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield some nodes and all below them, in the order of the text, but what is inside of functions and classes."""
    stack = list(body)[::-1]
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, DEFINITIONS):
            stack += children(node)[::-1]


def all_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all below it, those that stand less deep first: what `ast.walk` gives, of a tree that stays."""
    nodes = [root]
    for node in nodes:
        nodes += children(node)
        yield node


def children(node: ast.AST) -> tuple[ast.AST, ...]:
    """The nodes right below a node, in the order of the text: what `ast.iter_child_nodes` gives.

    They are kept with the node: the trees of a project are gone through again and again, and nobody changes them.
    """
    values = vars(node)
    known: tuple[ast.AST, ...] | None = values.get(_KEPT)
    if known is None:
        found: list[ast.AST] = []
        for name in node._fields:
            value = values.get(name)
            if isinstance(value, list):
                found += [one for one in value if isinstance(one, ast.AST)]
            elif isinstance(value, ast.AST):
                found.append(value)
        known = values[_KEPT] = tuple(found)
    return known


def own_nodes(root: ast.AST) -> Iterator[ast.AST]:
    """Yield what stands in `root` itself, in the order of the text, without the functions and classes in it."""
    return (node for node in inner_nodes(children(root)) if not isinstance(node, DEFINITIONS))


def last_name(node: ast.AST) -> str:
    """The name that `node` is, or the last part of a dotted one; nothing if it is neither."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def brief(node: ast.expr, most: int = 40) -> str:
    """An expression as a message has room for it: what is longer than `most` characters is cut."""
    inner = node
    for _ in range(most):  # nobody waits for the text of a chain that is much longer than that
        match inner:
            case ast.Attribute(value=value) | ast.Subscript(value=value) | ast.Call(func=value):
                inner = value
            case _:
                text = ast.unparse(node)
                return text if len(text) < most else f"{text[: most - 4]} ..."
    return "..."


def start_of(node: ast.AST) -> tuple[int, int]:
    """Where a node begins in the text, to be compared with others of its file."""
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def is_none(node: ast.AST | None) -> bool:
    """Whether `node` is the constant None."""
    return isinstance(node, ast.Constant) and node.value is None


def is_accessor(node: object) -> bool:
    """Whether a function sets or deletes a property: `@name.setter`."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef) else []
    return any(isinstance(one, ast.Attribute) and one.attr in {"deleter", "setter"} for one in decorators)
