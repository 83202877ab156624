"""Which names strings speak of: those that stand for code, or for a path to something in it."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator

from channels_fix.nodes import all_nodes

_PATH = re.compile(r"[\w.:]*")


def names_in_string(text: str, wanted: str) -> frozenset[str]:
    """The parts of a dotted path, the identifiers of an expression or of examples; nothing for prose.

    Only a text that has the word `wanted` is read; one may ask no more than whether that is among the names.
    """
    if wanted not in text:
        return frozenset()
    if _PATH.fullmatch(text):
        return frozenset(re.split(r"[.:]", text))
    if ">>>" in text:
        return frozenset(re.findall(r"\w+", text))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    return frozenset(_identifiers(tree))


def strings_of(tree: ast.AST) -> Iterator[str]:
    """Yield the string constants of a tree, the parts of f-strings too."""
    for node in all_nodes(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _identifiers(tree: ast.AST) -> Iterator[str]:
    for node in all_nodes(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
