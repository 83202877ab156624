"""The progress bar, drawn by a small program on a real terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

import pytest
from ended import read_all

SLOW = """\
import sys, time
from channels_fix.report import progress
with progress.bar(wanted=True) as advance:
    for done in range(6):
        advance(done, 5)
        time.sleep(0.2)
print("rich" in sys.modules)
"""
FAST = SLOW.replace("0.2", "0")


@pytest.fixture
def drawn(environment):
    def run(script):
        outer, inner = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=inner, env=environment
        ) as process:
            os.close(inner)
            seen = read_all(outer)
            os.close(outer)
            return seen.decode(), process.stdout.read().decode().strip()

    return run


def test_a_run_that_takes_its_time_shows_a_bar_and_the_cursor_again(drawn):
    seen, rich_imported = drawn(SLOW)

    assert rich_imported == "True"
    assert "Reading files" in seen
    assert "5/5" in seen
    assert seen.rindex("\x1b[?25h") > seen.rindex("\x1b[?25l")


def test_a_quick_run_shows_nothing(drawn):
    assert drawn(FAST) == ("", "False")


def test_a_bar_that_is_not_wanted_is_not_shown(drawn):
    assert drawn(SLOW.replace("wanted=True", "wanted=False")) == ("", "False")


def test_without_a_terminal_there_is_no_bar(environment):
    ended = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, text=True, env=environment, check=True)

    assert (ended.stdout, ended.stderr) == ("False\n", "")
