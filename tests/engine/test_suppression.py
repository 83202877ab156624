"""Comments by which a file keeps its findings to itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from channels_fix.rule import Applicability, Finding, Position, Span
from channels_fix.suppression import unsuppressed


def finding(code: str, row: int) -> Finding:
    place = Span(Position(row, 1), Position(row + 2, 5))
    return Finding(Path("a.py"), code, "name", "message", place, Applicability.DISPLAY)


ONE, TWO = finding("SC001", 2), finding("SC004", 2)


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# channels-fix: ignore", []),
        ("#channels-fix:ignore", []),
        ("# noqa: E501  # channels-fix: ignore", []),
        ("# channels-fix: ignore[SC001]", [TWO]),
        ("# channels-fix: ignore[sc004]", [ONE]),
        ("# channels-fix: ignore [ SC001 , SC004 ]", []),
        ("# channels-fix: ignore[SC00]", [ONE, TWO]),
        ("# channels-fix: ignore[CE001]", [ONE, TWO]),
        ("# channels-fix: skip-file", []),
        ("# channels-fix: ignored", [ONE, TWO]),
        ("# channels-fix: look here", [ONE, TWO]),
        ("# channels-fix", [ONE, TWO]),
        ('"# channels-fix: ignore"', [ONE, TWO]),
    ],
)
def test_comment_on_the_line_of_the_findings(comment: str, left: list[Finding]) -> None:
    assert unsuppressed([ONE, TWO], f"try:\n    a()  {comment}\nfinally: b\n".replace('  "', '; "')) == left


@pytest.mark.parametrize("text", ["x = 1  # channels-fix: ignore\ny\nz\n", "x\ny\nz  # channels-fix: ignore\n"])
def test_comment_on_another_line_hides_nothing(text: str) -> None:
    assert unsuppressed([ONE], text) == [ONE]


@pytest.mark.parametrize("text", ["# channels-fix: skip-file\nx\n", "x\ny\nz\n    # channels-fix: skip-file"])
def test_file_is_skipped_wherever_the_comment_stands(text: str) -> None:
    assert unsuppressed([ONE, TWO], text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_count_as_in_python(end: str) -> None:
    text = end.join(["x = '\x0c \u2028'", "y  # channels-fix: ignore", "z", ""])
    assert unsuppressed([ONE, finding("SC001", 3)], text) == [finding("SC001", 3)]
