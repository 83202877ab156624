"""What stands in the header of a class statement, or in its decorators, is changed without the body."""

from __future__ import annotations

import ast

import pytest

from channels_fix.edits.expressions import Compose
from channels_fix.rewrite import rewrite
from channels_fix.rule import Position, Span


def renamed(text: str) -> str:
    """The text with the name `Old` changed where it stands first."""
    node = next(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name) and node.id == "Old")
    start = Position(node.lineno, node.col_offset + 1)
    return rewrite(text, [Compose(Span(start, Position(node.lineno, start.column + 3)), "New")], ())


@pytest.mark.parametrize(
    "body", ["    x  =  1\n", '    """Text."""\n', "\n    # comment\n\n    @d\n    def f(self) : pass\n"]
)
@pytest.mark.parametrize(
    "header",
    [
        "class A(Old):\n",
        "class A(Mixin , Old) :  # why\n",
        "class A(\n    Mixin,\n    Old,  # why\n):\n",
        "@decorate(Old)\nclass A:\n",
        "@other  (1)\n@decorate(\n    Old\n)\n# comment\nclass A(Base):\n",
    ],
)
@pytest.mark.parametrize("above", ["", "import x\n\n\n", "class B(Base):\n    y  = 2\n\n\n"])
def test_only_the_header_changes(above: str, header: str, body: str) -> None:
    text = f"{above}{header}{body}\n\nz  = 3\n"
    assert renamed(text) == text.replace("Old", "New")


@pytest.mark.parametrize(
    "text", ["class A(Old): pass\n", "class A(\n    Old): x  =  1\n", "class A(Old): x = 1; y = 2"]
)
def test_header_that_shares_a_line_with_the_body(text: str) -> None:
    assert renamed(text) == text.replace("Old", "New")


def test_header_of_an_inner_class() -> None:
    text = "class A:\n\tx  = 1\n\n\tclass B(Old):\n\t\ty  = 2\n\n\tz  = 3\n"
    assert renamed(text) == text.replace("Old", "New")


def test_header_and_body_change_together() -> None:
    text = "class A(Old):\n    x  = 1\n\n    def f(self):\n        return Old\n"
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name) and node.id == "Old"]
    first, second = (
        Span(Position(node.lineno, node.col_offset + 1), Position(node.lineno, node.col_offset + 4)) for node in names
    )
    assert rewrite(text, [Compose(first, "New"), Compose(second, "New")], ()) == text.replace("Old", "New")
