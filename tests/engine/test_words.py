"""An index of words tells which files have them."""

from __future__ import annotations

from pathlib import Path

from channels_fix.words import files_by_word

FIRST, SECOND = (Path("a.py"), b"poll(1); spoll = 2"), (Path("b.py"), "größe = api.poll".encode())


def test_files_come_in_the_order_of_the_texts() -> None:
    assert files_by_word([FIRST, SECOND], frozenset({"poll"})) == {"poll": [FIRST, SECOND]}


def test_only_whole_words_count() -> None:
    assert files_by_word([FIRST, SECOND], frozenset({"spol", "poll2"})) == {}


def test_words_may_have_any_letters() -> None:
    assert files_by_word([FIRST, SECOND], frozenset({"größe"})) == {"größe": [SECOND]}
