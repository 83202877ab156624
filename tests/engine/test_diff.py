from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from channels_fix.diff import Hunk, hunks, unified


def applied(folder: Path, before: bytes, after: bytes, name: str) -> bytes:
    """The file after git has checked and applied the patch."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(before)
    apply(folder, unified(before, after, name))
    return (folder / name).read_bytes()


def apply(folder: Path, patch: bytes) -> None:
    subprocess.run(["git", "apply", "--check"], cwd=folder, input=patch, check=True, capture_output=True)
    subprocess.run(["git", "apply"], cwd=folder, input=patch, check=True, capture_output=True)


@pytest.fixture
def repository(here: Path) -> Path:
    subprocess.run(["git", "init", "--quiet"], check=True)
    return here


def numbered(count: int) -> list[bytes]:
    return [b"line %d\n" % number for number in range(1, count + 1)]


class TestUnified:
    def test_it_reads_like_any_patch(self) -> None:
        before, after = b"".join(numbered(9)), b"".join(numbered(9)).replace(b"line 5\n", b"five\n")
        assert unified(before, after, "chat/x.py") == (
            b"--- a/chat/x.py\n+++ b/chat/x.py\n@@ -2,7 +2,7 @@\n"
            b" line 2\n line 3\n line 4\n-line 5\n+five\n line 6\n line 7\n line 8\n"
        )

    def test_equal_contents_have_no_patch(self) -> None:
        assert unified(b"same", b"same", "x.py") == b""

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            pytest.param(b"a\nb\nc\n", b"a\nB\nc\n", id="LF"),
            pytest.param(b"a\r\nb\r\nc\r\n", b"a\r\nB\r\nc\r\n", id="CRLF"),
            pytest.param(b"a\rb\rc\r", b"a\rB\rc\r", id="CR"),
            pytest.param(b"a\r\nb\nc\rd\n", b"a\r\nB\nc\rD\n", id="mixed"),
            pytest.param(b"a\r\n", b"a\n", id="CRLF to LF"),
            pytest.param(b"a\nb", b"a\nB", id="no final newline"),
            pytest.param(b"a\nb", b"A\nb", id="no final newline in the context"),
            pytest.param(b"a\nb", b"a\nb\n", id="final newline added"),
            pytest.param(b"a\nb\n", b"a\nb", id="final newline removed"),
            pytest.param(b"a\n\x0c\nb\n", b"a\n\x0c\nB\x0c\n", id="form feed"),
            pytest.param("a\u2028b\x85c\n".encode(), "a\u2028B\x85c\n".encode(), id="U+2028"),
            pytest.param(b"a\xe9\nb\xff\n", b"a\xe9\nB\xff\n", id="not UTF-8"),
            pytest.param(b"", b"a\nb\n", id="from empty"),
            pytest.param(b"", b"a", id="from empty without newline"),
            pytest.param(b"a\nb\n", b"", id="to empty"),
            pytest.param(b"-- a/x\n++ b/x\n@@ -1 +1 @@\n", b"-- a/y\n++ b/y\n@@ -1 +1 @@\n", id="like a patch"),
            pytest.param(b"\n\n\n\n", b"\n\nx\n\n\n", id="blank lines"),
            pytest.param(b"a\n\n", b"a  \n\t\n", id="trailing blanks"),
        ],
    )
    def test_git_applies_it(self, repository: Path, before: bytes, after: bytes) -> None:
        assert applied(repository, before, after, "x.py") == after

    @pytest.mark.parametrize(
        "name",
        [
            "a folder/my file.py",
            "tab\tname.py",
            "new\nline.py",
            'quo"te.py',
            "back\\slash.py",
            "ünïcode.py",
            os.fsdecode(b"latin-\xe9 name.py"),
            "bell\a\x7f.py",
            " leading and trailing ",
            "{braces} [x] $HOME.py",
        ],
    )
    def test_git_finds_a_file_with_an_odd_name(self, repository: Path, name: str) -> None:
        assert applied(repository, b"a\n", b"b\n", name) == b"b\n"

    def test_git_applies_it_in_a_subfolder(self, repository: Path) -> None:
        (repository / "sub").mkdir()
        assert applied(repository / "sub", b"a\n", b"b\n", "chat/x.py") == b"b\n"

    def test_changes_far_apart_and_close_together(self, repository: Path) -> None:
        before = b"".join(numbered(60))
        after = b"".join([b"first\n", *numbered(60)[:20], *numbered(60)[22:27], b"x\n", *numbered(60)[28:59]])
        assert applied(repository, before, after, "x.py") == after
        assert [hunk.before_start for hunk in hunks(before, after)] == [1, 18, 57]

    @settings(max_examples=40, deadline=None)
    @given(data=st.data())
    def test_git_applies_any_patch(self, data: st.DataObject) -> None:
        line = st.sampled_from([b"", b"a", b"b", b"  c", b"\x0c", b"\r", b"x\ry", "\u2028".encode()]) | st.binary(
            max_size=4
        )
        end = st.sampled_from([b"\n", b"\n", b"\r\n", b""])
        content = st.lists(st.tuples(line, end).map(b"".join), max_size=14).map(b"".join)
        pairs = data.draw(
            st.lists(st.tuples(content, content).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=30)
        )
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder, f"{number}.py") for number in range(len(pairs))]
            list(map(Path.write_bytes, paths, [before for before, _ in pairs]))
            apply(Path(folder), b"".join(unified(*pair, path.name) for pair, path in zip(pairs, paths, strict=True)))
            assert list(map(Path.read_bytes, paths)) == [after for _, after in pairs]


class TestHunks:
    def test_a_hunk_holds_both_versions(self) -> None:
        assert hunks(b"a\nb\nc", b"a\nB\nc") == [
            Hunk(1, 1, ((" ", b"a\n"), ("-", b"b\n"), ("+", b"B\n"), (" ", b"c"))),
        ]
        assert hunks(b"a\nb", b"a\nc")[0].before_lines == (b"a\n", b"b")
        assert hunks(b"a\nb", b"a\nc")[0].after_lines == (b"a\n", b"c")

    def test_later_hunks_count_what_came_in_before(self) -> None:
        lines = numbered(40)
        after = [b"new\n", b"newer\n", *lines[:30], b"x\n", *lines[31:]]
        first, second = hunks(b"".join(lines), b"".join(after))
        assert (first.before_start, first.after_start) == (1, 1)
        assert (second.before_start, second.after_start) == (28, 30)

    @pytest.mark.parametrize(("between", "count"), [(6, 1), (7, 2)])
    def test_contexts_that_touch_are_joined(self, between: int, count: int) -> None:
        lines = numbered(between)
        assert len(hunks(b"".join([b"a\n", *lines, b"b\n"]), b"".join([b"A\n", *lines, b"B\n"]))) == count

    def test_a_line_that_moved_is_shown_with_as_little_as_possible(self) -> None:
        (hunk,) = hunks(b"import b\nimport a\n\n\nx\n", b"import a\nimport b\n\n\nx\n")
        assert sum(tag != " " for tag, _ in hunk.lines) == 2

    def test_a_long_file_of_few_different_lines_takes_no_minutes(self) -> None:
        body = b"\n".join(b"value %d\n" % (number % 400) for number in range(20_000))
        start = time.process_time()
        found = hunks(body, b"# first\n" + body + b"# last\n")
        assert time.process_time() - start < 10
        assert b"".join(found[0].after_lines).startswith(b"# first\n")

    def test_two_changes_in_a_hundred_thousand_lines_are_two_small_hunks(self) -> None:
        lines = [b"    return None\n", b"\n", b"x = 1\n"] * 30_000 + numbered(10_000)
        found = hunks(b"".join(lines), b"".join([b"first\n", *lines, b"last\n"]))
        assert [len(hunk.lines) for hunk in found] == [4, 4]
