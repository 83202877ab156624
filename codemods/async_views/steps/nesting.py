"""Comprehensions inside of one another: before Python 3.11 one can await only if those around it do so themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codemods.async_views.steps.body import Body

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
NESTING = "3.11"
DJANGO = "6.0"
"""The first version of Django that runs on no older Python."""
ADVICE = f"can await only from Python {NESTING} on: write one of them as a loop, or require that version"


def comprehensions_around(node: ast.AST, body: Body) -> Iterator[Comprehension]:
    """Yield the comprehensions and generator expressions that run a node for each turn, from the inside out."""
    for outer in body.around(node):
        match outer:
            case ast.Lambda() | ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                if not begins(node, outer, body):
                    yield outer


def begins(node: ast.AST, whole: Comprehension, body: Body) -> bool:
    """Whether a node is of the one part of a comprehension that is worked out before, in what is around it."""
    first = whole.generators[0].iter
    return node is first or first in body.around(node)


def may_not_await(node: ast.AST, body: Body, *, further: int) -> bool:
    """Whether comprehensions around a node are in the way of an `await` there on some Python of the project.

    Args:
        node: The node.
        body: The function.
        further: How many asynchronous comprehensions take the place of the node, or are between it and the `await`.
    """
    if _is_new(body):
        return False
    return sum(1 for _ in comprehensions_around(node, body)) + further > 1


def _is_new(body: Body) -> bool:
    newer = body.python is not None and not body.python.is_below(NESTING)
    return newer or (body.django is not None and not body.django.is_below(DJANGO))
