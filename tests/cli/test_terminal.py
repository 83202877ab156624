"""What appears on a real terminal."""

from __future__ import annotations

import re

from ended import FAULTY

NOT_TEXT = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|.*\r")
"""Escape sequences, and lines that were written over: a slow machine shows the progress bar."""


def test_findings_are_coloured(terminal, faulty):
    ended = terminal()

    assert ended.code == 1
    assert "\x1b[1;31mSC001\x1b[0m" in ended.out


def test_no_color_is_honoured(terminal, faulty):
    ended = terminal(NO_COLOR="1")

    assert "SC001" in ended.out
    assert "\x1b[31m" not in ended.out
    assert "\x1b[1;31m" not in ended.out


def test_a_dumb_terminal_gets_plain_text(terminal, faulty):
    ended = terminal("--diff", TERM="dumb")

    assert "SC001" in ended.out
    assert "\x1b" not in ended.out


def test_a_diff_is_drawn_under_its_finding(terminal, faulty):
    ended = terminal("--diff")

    drawn = NOT_TEXT.sub("", ended.out)
    assert ended.code == 1
    assert "\x1b[32m" in ended.out
    assert re.search(r"^chat\.py\n(.*\n)*SC001 \[\*\] .+\n(    .+\n)?@@ ", drawn, re.MULTILINE)
    assert re.search(r"^\+ +except StopConsumer:$", drawn, re.MULTILINE)


def test_long_lines_of_source_are_not_mangled(terminal, faulty):
    long = "        # " + "very " * 40 + "long"
    (faulty / "chat.py").write_text(FAULTY.replace("        try:", f"{long}\n        try:"))

    drawn = NOT_TEXT.sub("", terminal("--diff").out)

    assert f" {long}" in drawn.split("\n")


def test_source_and_names_cannot_forge_the_terminal(terminal, project):
    (project / "a\x1b[2Jb.py").write_text(FAULTY.replace("        try:", "        # \x1b[8mhidden\n        try:"))

    ended = terminal("--diff")

    assert "\x1b[2J" not in ended.out
    assert "\x1b[8m" not in ended.out
    assert "a\\x1b[2Jb.py" in ended.out


def test_a_short_run_shows_no_progress(terminal, project):
    (project / "views.py").write_text("x = 1\n")

    assert terminal().out == "1 file looked at, nothing found\n"
