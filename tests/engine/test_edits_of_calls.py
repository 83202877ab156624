"""Calls that are given more."""

from __future__ import annotations

import pytest

from channels_fix.edits.calls import AddKeywords
from channels_fix.rewrite import rewrite
from channels_fix.rule import Position, Span

LAYOUTS = [
    ("f()", "f(limit=3)"),
    ("f(a,)", "f(a, limit=3,)"),
    ("f(a, b)", "f(a, b, limit=3)"),
    ("f(\n    a,\n    b,\n)", "f(\n    a,\n    b,\n    limit=3,\n)"),
    ("f(\n    a, b\n)", "f(\n    a, b, limit=3\n)"),
    ("f(\n    a,\n    b, c,\n)", "f(\n    a,\n    b, c, limit=3,\n)"),
    ("f(\n    a,\n    b, c,  # both\n)", "f(\n    a,\n    b, c,  # both\n    limit=3,\n)"),
    ("f(a,\n  b, c,\n)", "f(a,\n  b, c, limit=3,\n)"),
    ("f(a, b,  # both\n)", "f(a, b, limit=3,  # both\n)"),
    ("f([\n    1,\n], b,\n)", "f([\n    1,\n], b, limit=3,\n)"),
]


@pytest.mark.parametrize(("before", "after"), LAYOUTS)
def test_arguments_are_laid_out_like_those_that_are_there(before: str, after: str) -> None:
    *_, last = lines = before.split("\n")
    whole = Span(Position(1, 1), Position(len(lines), len(last) + 1))
    assert rewrite(before + "\n", [AddKeywords(whole, (("limit", "3"),))], ()) == after + "\n"
