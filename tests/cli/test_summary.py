from __future__ import annotations

from pathlib import Path

import pytest
from results import display, result, safe, span, unsafe

from channels_fix.report.summary import Mode, notes, summary
from channels_fix.results import Settings
from channels_fix.rule import Notice

SAFE = safe(span(1, 1, 1, 2))
UNSAFE = unsafe(span(2, 1, 2, 2))
DISPLAY = display(span(3, 1, 3, 2))
EVERYTHING = result(SAFE, UNSAFE, DISPLAY, fixed=(SAFE,))


def test_a_clean_tree():
    assert summary(12, [], Mode.REPORT, Settings()) == ["12 files looked at, nothing found"]


def test_one_file():
    assert summary(1, [], Mode.WRITE, Settings()) == ["1 file looked at, nothing found"]


@pytest.mark.parametrize("mode", [Mode.REPORT, Mode.DIFF])
def test_what_writing_would_do(mode):
    assert summary(12, [EVERYTHING], mode, Settings()) == [
        "12 files looked at, 3 findings in 1 file",
        "1 fixable with --write, 1 more with --unsafe-fixes",
    ]


def test_what_writing_did():
    assert summary(12, [EVERYTHING], Mode.WRITE, Settings()) == [
        "12 files looked at, 3 findings in 1 file, 1 fixed, 2 left",
        "1 fixable with --unsafe-fixes",
    ]


def test_what_writing_uncovered():
    ended = summary(12, [EVERYTHING], Mode.WRITE, Settings(), listed=3)

    assert ended[0] == "12 files looked at, 3 findings in 1 file, 1 fixed, 2 left, 1 new"


def test_what_other_fixes_ended_is_not_left():
    ended = summary(12, [EVERYTHING], Mode.WRITE, Settings(), listed=1)

    assert ended[0] == "12 files looked at, 3 findings in 1 file, 1 fixed, 1 left"


def test_files_that_change_along_are_counted():
    first = result(SAFE, fixed=(SAFE,), before=b"1", after=b"2")
    other = result(path="other.py", fixed=(SAFE,), before=b"1", after=b"2")

    assert summary(12, [first, other], Mode.WRITE, Settings()) == [
        "12 files looked at, 1 finding in 1 file, 1 fixed, 0 left, 2 files changed"
    ]
    assert summary(12, [first, other], Mode.DIFF, Settings()) == [
        "12 files looked at, 1 finding in 1 file, 2 files changed",
        "1 fixable with --write",
    ]


def test_unsafe_fixes_that_are_asked_for_are_fixable():
    everything = result(SAFE, UNSAFE, fixed=(SAFE, UNSAFE))

    assert summary(1, [everything], Mode.REPORT, Settings(unsafe_fixes=True)) == [
        "1 file looked at, 2 findings in 1 file",
        "2 fixable with --write",
    ]


def test_unsafe_fixes_that_failed_are_not_offered_again():
    failed = result(UNSAFE, error="cannot be written")

    assert summary(1, [failed], Mode.WRITE, Settings(unsafe_fixes=True)) == [
        "1 file looked at, 1 finding in 1 file, 0 fixed, 1 left, 1 error"
    ]


def test_only_unsafe_fixes():
    assert summary(1, [result(UNSAFE)], Mode.REPORT, Settings()) == [
        "1 file looked at, 1 finding in 1 file",
        "1 fixable with --write --unsafe-fixes",
    ]


def test_nothing_that_can_be_fixed():
    assert summary(2, [result(DISPLAY)], Mode.REPORT, Settings()) == ["2 files looked at, 1 finding in 1 file"]


def test_errors_are_counted():
    assert summary(2, [result(error="cannot be read")], Mode.REPORT, Settings()) == [
        "2 files looked at, nothing found, 1 error"
    ]


def test_notices_name_what_they_are_about_and_where_it_stands():
    notices = [Notice("channels 3.0", Path("a\n.txt"), "is old"), Notice("python 3.6", None, "is\x1b old")]

    assert notes(notices) == [r"note: channels 3.0 (a\n.txt): is old", r"note: python 3.6 (command line): is\x1b old"]
