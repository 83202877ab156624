from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from results import Untouched, result, safe, span

from channels_fix.report.console import write_styled
from channels_fix.report.drawing import draw
from channels_fix.rule import Change, Fix

BEFORE = b"""\
import logging

log = logging.getLogger()


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""
AFTER = BEFORE.replace(b"import logging\n", b"import logging\nfrom channels.exceptions import StopConsumer\n").replace(
    b"        except Exc", b"        except StopConsumer:\n            raise\n        except Exc"
)
HANDLER = span(10, 9, 11, 17)


def lines(before, after, *fixed, encoding="utf-8"):
    return list(draw(result(*fixed, fixed=fixed, before=before, after=after), encoding))


def plain(before, after, *fixed, encoding="utf-8"):
    return [line.plain for line in lines(before, after, *fixed, encoding=encoding)]


def marked(line):
    return "".join(line.plain[part.start : part.end] for part in line.spans if "reverse" in str(part.style))


def test_a_hunk_stands_under_its_finding_with_the_reason():
    assert plain(BEFORE, AFTER, safe(HANDLER, reason="logs at most")) == [
        "chat.py",
        "@@ -1,4 +1,5 @@",
        " import logging",
        "+from channels.exceptions import StopConsumer",
        " ",
        " log = logging.getLogger()",
        " ",
        "SC001 [*] swallows StopConsumer\n    logs at most",
        "@@ -7,5 +8,7 @@",
        "     async def dispatch(self, message):",
        "         try:",
        "             await super().dispatch(message)",
        "+        except StopConsumer:",
        "+            raise",
        "         except Exception:",
        "             pass",
        "",
    ]


def test_a_finding_that_no_hunk_touches_stands_at_the_top():
    assert plain(BEFORE, AFTER, safe(span(90, 1, 90, 5)))[1] == "SC001 [*] swallows StopConsumer"


def test_a_line_added_below_a_span_belongs_to_it():
    before = b"import a\n" + b"#\n" * 20 + b"last\n"

    drawn = plain(before, b"import b\n" + b"#\n" * 20 + b"last\nraise\n", safe(span(22, 1, 22, 5)))

    assert drawn.index("SC001 [*] swallows StopConsumer") > drawn.index("+import b")


def test_only_the_words_that_changed_are_marked():
    drawn = lines(b"except Exception: # why\n", b"except ValueError: # why\n")

    assert [marked(line) for line in drawn[2:4]] == ["Exception", "ValueError"]


def test_lines_that_have_little_in_common_are_not_marked():
    drawn = lines(b"return render(request)\n", b"async with lock: x = 1\n")

    assert [marked(line) for line in drawn[2:4]] == ["", ""]


def test_a_missing_final_newline_is_shown():
    assert plain(b"a\nb", b"a\nc")[2:] == [
        " a",
        "-b  \\ No newline at end of file",
        "+c  \\ No newline at end of file",
        "",
    ]


def test_source_is_decoded_as_the_file_says():
    assert plain(b"\xe4\n", b"", encoding="latin-1")[2] == "-ä"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (b"x = '\x1b[2J'", "-x = '\\x1b[2J'"),
        (b"a\x0cb", "-a\\x0cb"),
        ("# a\u2028b\u202e".encode(), "-# a\\u2028b\\u202e"),
        (b"# \xff", "-# \\xff"),
        (b"windows\r", "-windows"),
        (b"one\rtwo", "-one\\rtwo"),
        (b"[bold]x[/bold]", "-[bold]x[/bold]"),
        (b"\tx", "-\tx"),
    ],
)
def test_source_cannot_forge_what_the_terminal_shows(source, shown):
    assert plain(source + b"\n", b"")[2] == shown


def test_a_block_too_large_to_compare_is_drawn_without_marks():
    before = b"".join(b"a%d = 1\n" % number for number in range(1000))
    after = b"".join(b"b%d = 1\n" % number for number in range(1000))

    drawn = lines(before, after)

    assert len(drawn) == 2003
    assert "".join(marked(line) for line in drawn) == ""


def test_long_lines_are_neither_wrapped_nor_cropped(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    line = b"x = " + b"'long' " * 50

    write_styled(lines(b"", line + b"\n"), stream)

    assert f"+{line.decode()}" in stream.getvalue().split("\n")


def test_a_finding_of_another_file_is_named_with_its_place():
    there = replace(safe(span(3, 5, 3, 9)), path=Path("views.py"))
    there = replace(there, fix=Fix("mend", (), elsewhere=(Change(Path("chat.py"), (Untouched(HANDLER),)),)))

    shown = [line.plain for line in draw(result(fixed=(there,), before=BEFORE, after=AFTER), "utf-8")]

    assert shown[0] == "chat.py"
    assert shown.index("views.py:3:5: SC001 [*] swallows StopConsumer") < shown.index("+        except StopConsumer:")
