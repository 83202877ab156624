from __future__ import annotations

import io
import os

import pytest
from results import display, result, safe, span, unsafe

from channels_fix.report import printable
from channels_fix.report.console import write_findings


def listed(*results):
    stream = io.StringIO()
    write_findings(results, stream)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_safe_fix_is_marked_with_a_star():
    assert listed(result(safe(span(9, 5, 10, 1)))) == "chat.py:9:5: SC001 [*] swallows StopConsumer\n"


def test_an_unsafe_fix_is_marked_with_a_dash_and_says_what_to_look_at():
    assert listed(result(unsafe(span(2, 1, 3, 1)))) == "chat.py:2:1: SC002 [-] never ends\n    look at the logging\n"


def test_a_finding_without_fix_has_no_mark_and_says_why():
    assert (
        listed(result(display(span(2, 1, 3, 1)))) == "chat.py:2:1: CE001 may swallow\n    the base class is unknown\n"
    )


def test_a_file_below_the_current_folder_is_named_from_there(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    out = listed(result(safe(span(1, 1, 1, 2)), path=str(tmp_path / "apps" / "chat.py")))

    assert out.startswith(f"apps{os.sep}chat.py:1:1: ")


def test_a_file_elsewhere_is_named_in_full(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    out = listed(result(safe(span(1, 1, 1, 2)), path="../chat.py"))

    assert out.startswith(f"{tmp_path / 'chat.py'}:1:1: ")


def test_a_file_name_cannot_start_a_new_line_or_move_the_cursor():
    out = listed(result(safe(span(1, 1, 1, 2)), path="a\n\x1b[2Jb\u202e.py"))

    assert out == "a\\n\\x1b[2Jb\\u202e.py:1:1: SC001 [*] swallows StopConsumer\n"


def test_a_message_is_never_read_as_markup(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")

    out = listed(result(safe(span(1, 1, 1, 2), message="[red]x[/] :warning: https://example.org")))

    assert out.endswith(" [red]x[/] :warning: https://example.org\n")


def test_forced_colour_colours(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)

    assert "\x1b[1;31mSC001\x1b[0m" in listed(result(safe(span(1, 1, 1, 2))))


def test_a_long_line_stays_one_line_in_colour(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")

    assert listed(result(safe(span(1, 1, 1, 2), message="very " * 60))).count("\n") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("größer 日本語 👍", "größer 日本語 👍"),
        ("\x07\x1b\x7f\x9b", "\\x07\\x1b\\x7f\\x9b"),
        ("a\u2028b\u2029", "a\\u2028b\\u2029"),
        ("\u2066\ufeff", "\\u2066\\ufeff"),
        ("\udcff", "\\udcff"),
        ("a\tb", "a\\tb"),
    ],
)
def test_what_would_not_show_is_escaped(text, shown):
    assert printable(text) == shown


def test_what_is_to_be_kept_is_kept():
    assert printable("a\tb\n", keep="\t") == "a\tb\\n"
