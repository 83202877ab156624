"""Where a file names something: the places that are spelled so, found by the rows of its text that are."""

from __future__ import annotations

import ast
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from channels_fix.module import Module
from channels_fix.nodes import all_nodes, children, last_name

SINGLETONS = (ast.boolop, ast.cmpop, ast.expr_context, ast.operator, ast.unaryop)
"""Nodes of which one may stand in several places."""


def spelled(name: str, module: Module) -> Iterator[tuple[ast.Name | ast.Attribute, tuple[ast.AST, ...]]]:
    """Yield the names and attributes of a module that read something called `name`, in the order of the text.

    Each comes with what it stands in, from the inside out. Only what has a row with the name is gone into: few of the
    names in a module are ever asked for.
    """
    rows = [row for row, line in enumerate(module.lines, 1) if name in line]
    stack: list[tuple[ast.AST, tuple[ast.AST, ...], Sequence[int]]] = [(module.tree, (), rows)] if rows else []
    while stack:
        node, parents, wanted = stack.pop()
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load) and last_name(node) == name:
            yield node, parents
        if isinstance(node, ast.JoinedStr):
            wanted = ()  # up to Python 3.11 nobody knows the rows of what is inside
        around = (node, *parents)
        stack += [
            (child, around, wanted)
            for child in reversed(children(node))
            if not isinstance(child, SINGLETONS) and (not wanted or _has_one(child, wanted))
        ]


def aliases(name: str, module: Module) -> list[str]:
    """The other names that the imports of a module give to what they import as `name`."""
    if not re.search(rf"{name}[\s\\]+as\b", module.text):
        return []
    imports = (node for node in all_nodes(module.tree) if isinstance(node, ast.ImportFrom))
    found = (one.asname for node in imports for one in node.names if one.name == name)
    return [asname for asname in dict.fromkeys(found) if asname not in {None, name} and asname is not None]


def _has_one(node: ast.AST, rows: Sequence[int]) -> bool:
    """Whether a node has one of some rows, or does not tell its own."""
    last = getattr(node, "end_lineno", None)
    if last is None:
        return True
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])  # type: ignore[attr-defined]
    index = bisect_left(rows, first)
    return index < len(rows) and rows[index] <= last
