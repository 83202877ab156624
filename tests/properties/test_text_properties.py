"""What a fix may do to the text of a file, whatever the file looks like."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
import tokenize
from collections import Counter
from pathlib import Path

import pytest
from generated import consumers
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from random_python import any_module

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Span

BOUNDED = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
EVERYTHING = Settings(unsafe_fixes=True)
PATH = Path("/nowhere/consumers.py")


def universal(data: bytes) -> str:
    """The text with LF for every line end, as Python reads it."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def comments(data: bytes) -> Counter[str]:
    tokens = tokenize.generate_tokens(io.StringIO(universal(data)).readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def line_ends(data: bytes) -> set[bytes]:
    return {end for end in (b"\r\n", b"\n", b"\r") if data.replace(b"\r\n", b"\0" * (end != b"\r\n")).count(end)}


def rows(span: Span) -> range:
    return range(span.start.row, span.end.row + 1)


def statements(data: bytes) -> list[tuple[int, int, str]]:
    """First row, last row and text of every top-level statement that is no import."""
    text = universal(data)
    lines = text.split("\n")
    found = []
    for node in ast.parse(text).body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
            last = node.end_lineno or first
            found.append((first, last, "\n".join(lines[first - 1 : last])))
    return found


def untouched(result: FileResult) -> list[str]:
    """The text of the top-level statements that hold no finding."""
    touched = {row for finding in result.findings for row in rows(finding.span)}
    return [text for first, last, text in statements(result.before) if touched.isdisjoint(range(first, last + 1))]


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(one in rest for one in part)


@BOUNDED
@given(consumers())
def test_fixed_consumer_is_python_and_a_second_run_changes_nothing(source: bytes) -> None:
    first = fix_text(source, EVERYTHING, PATH)
    after = first.after or source
    second = fix_text(after, EVERYTHING, PATH)

    assert (first.error, second.error) == (None, None)
    assert is_valid(after)
    assert second.after is None
    assert second.fixed == ()
    assert len(second.findings) == len(first.left)


@BOUNDED
@given(consumers())
def test_fixed_consumer_keeps_comments_encoding_and_line_ends(source: bytes) -> None:
    after = fix_text(source, EVERYTHING, PATH).after or source

    assert comments(after) == comments(source)
    assert line_ends(after) == line_ends(source)
    assert after[-1:].isspace() == source[-1:].isspace()
    assert after.startswith(b"\xef\xbb\xbf") == source.startswith(b"\xef\xbb\xbf")


@BOUNDED
@given(consumers())
def test_statements_without_a_finding_are_the_same_to_the_byte_and_in_the_same_order(source: bytes) -> None:
    result = fix_text(source, EVERYTHING, PATH)

    after = [text for _, _, text in statements(result.after or source)]
    assert is_subsequence(untouched(result), after)
    assert len(after) == len(statements(source))


@BOUNDED
@given(consumers())
def test_every_line_stays_but_those_that_a_fix_replaces(source: bytes) -> None:
    result = fix_text(source, EVERYTHING, PATH)

    before, after = Counter(universal(source).split("\n")), Counter(universal(result.after or source).split("\n"))
    assert (before - after).total() <= 3 * len(result.fixed) + 2


@BOUNDED
@given(st.integers(0, 2**32).map(any_module))
def test_python_of_any_kind_is_no_reason_to_fail(source: bytes) -> None:
    assume(is_valid(source))
    first = fix_text(source, EVERYTHING, PATH)
    after = first.after or source
    second = fix_text(after, EVERYTHING, PATH)

    assert (first.error, second.error) == (None, None)
    assert is_valid(after)
    assert second.after is None


@pytest.mark.parametrize("seed", [9, 186, 213])
def test_module_with_very_many_paths_is_dealt_with_in_time(seed: int, tmp_path: Path) -> None:
    (tmp_path / "consumers.py").write_bytes(any_module(seed))
    command = [sys.executable, "-m", "channels_fix", "-q", "consumers.py"]

    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)

    assert ended.returncode in {0, 1}
    assert ended.stderr == b""


@settings(BOUNDED, max_examples=40)
@given(st.binary(max_size=60))
def test_bytes_of_any_kind_are_no_reason_to_fail(data: bytes) -> None:
    result = fix_text(b"async def dispatch(self, message):\n    pass\n" + data, EVERYTHING, PATH)

    assert result.after is None
    assert "\n" not in (result.error or "")


@settings(BOUNDED, max_examples=40)
@given(consumers(), st.data())
def test_damaged_consumer_is_no_reason_to_fail(source: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    damaged = source[:start] + data.draw(st.binary(max_size=3)) + source[start + data.draw(st.integers(0, 3)) :]

    result = fix_text(damaged, EVERYTHING, PATH)

    assert "\n" not in (result.error or "")
    assert result.after is None or is_valid(result.after)


def is_valid(source: bytes) -> bool:
    try:
        compile(source, "consumers.py", "exec", dont_inherit=True)
    except SyntaxError:
        return False
    return True
