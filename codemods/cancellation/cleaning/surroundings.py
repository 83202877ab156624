"""What stands around a try statement in its function."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from codemods.cancellation.cleaning.place import Place


def blocks_around(place: Place) -> list[tuple[ast.AST, Sequence[ast.stmt], int]]:
    """The blocks around the statement, innermost first: what each belongs to, and where the statement is in it."""
    found: list[tuple[ast.AST, Sequence[ast.stmt], int]] = []
    function = place.function
    if function is None:
        return found

    def search(owner: ast.AST) -> bool:
        for block in blocks_of(owner):
            for index, statement in enumerate(block):
                if statement is place.node or search(statement):
                    found.append((owner, block, index))
                    return True
        for child in ast.iter_child_nodes(owner):
            if isinstance(child, ast.ExceptHandler | ast.match_case) and search(child):
                return True
        return False

    search(function)
    return found


def blocks_of(owner: ast.AST) -> Iterator[list[ast.stmt]]:
    """The blocks of statements that a node has itself."""
    for name in ("body", "orelse", "finalbody"):
        block = getattr(owner, name, None)
        if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
            yield block


def behind(place: Place) -> list[ast.stmt]:
    """What comes behind the statement until the end of its function, on the normal path."""
    return [statement for _, block, index in blocks_around(place) for statement in block[index + 1 :]]


def finals(place: Place) -> list[ast.stmt]:
    """What runs on every way out of the statement: the `finally` of it and of those around it."""
    found = list(place.node.finalbody)
    around = blocks_around(place)
    for owner, block, _ in around:
        if isinstance(owner, ast.Try) and block is not owner.finalbody:
            found += owner.finalbody
    for owner, _, _ in around:
        if isinstance(owner, ast.ExceptHandler):
            outer = next((one for one in _tries(place) if owner in one.handlers), None)
            found += outer.finalbody if outer else []
    return found


def _tries(place: Place) -> Iterator[ast.Try]:
    for node in ast.walk(place.function) if place.function else ():
        if isinstance(node, ast.Try):
            yield node
