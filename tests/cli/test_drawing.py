from __future__ import annotations

import io

import pytest
from results import result, safe, span

from channels_fix.report.console import write_styled
from channels_fix.report.drawing import draw

PATCH = b"""\
--- a/chat.py
+++ b/chat.py
@@ -1,3 +1,4 @@
 import logging
+from channels.exceptions import StopConsumer
 # the log
 log = logging.getLogger()
@@ -8,4 +9,6 @@
         try:
             await run(message)
-        except Exception:
+        except StopConsumer:
+            raise
+        except ValueError:
             pass
"""
ROW_10 = span(10, 9, 11, 17)


def plain(patch, *fixed, encoding="utf-8"):
    return [line.plain for line in draw(result(*fixed, fixed=fixed), patch, encoding)]


def test_a_hunk_stands_under_its_finding_with_the_reason():
    finding = safe(ROW_10, reason="logs at most")

    drawn = plain(PATCH, finding)

    assert drawn[0] == "chat.py"
    assert drawn[1] == "@@ -1,3 +1,4 @@"
    assert drawn[6] == "SC001 [*] swallows StopConsumer\n    logs at most"
    assert drawn[7] == "@@ -8,4 +9,6 @@"


def test_a_finding_that_no_hunk_touches_stands_at_the_top():
    assert plain(PATCH, safe(span(90, 1, 90, 5)))[1] == "SC001 [*] swallows StopConsumer"


def test_a_line_added_below_a_span_belongs_to_it():
    patch = b"@@ -1,1 +1,1 @@\n-a\n+b\n@@ -9,1 +9,2 @@\n     x\n+    raise\n"

    assert plain(patch, safe(span(8, 1, 9, 6)))[4] == "SC001 [*] swallows StopConsumer"


def test_every_line_of_the_patch_is_shown():
    assert plain(PATCH)[1:-1] == PATCH.decode().splitlines()[2:]


def test_only_the_words_that_changed_are_marked():
    patch = b"@@ -1,1 +1,1 @@\n-except Exception: # why\n+except ValueError: # why\n"

    drawn = list(draw(result(), patch, "utf-8"))

    assert [drawn[2].plain[s.start : s.end] for s in drawn[2].spans if "reverse" in str(s.style)] == ["Exception"]
    assert [drawn[3].plain[s.start : s.end] for s in drawn[3].spans if "reverse" in str(s.style)] == ["ValueError"]


def test_lines_that_have_little_in_common_are_not_marked():
    patch = b"@@ -1,1 +1,1 @@\n-return render(request)\n+async with lock: x = 1\n"

    drawn = list(draw(result(), patch, "utf-8"))

    assert "reverse" not in str([line.spans for line in drawn])


def test_a_missing_final_newline_is_shown():
    patch = b"@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n"

    assert plain(patch)[1:-1] == [
        "@@ -1,1 +1,1 @@",
        "-a",
        "\\ No newline at end of file",
        "+b",
        "\\ No newline at end of file",
    ]


def test_source_is_decoded_as_the_file_says():
    assert plain(b"@@ -1,1 +1,1 @@\n-\xe4\n+b\n", encoding="latin-1")[2] == "-ä"


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
    ],
)
def test_source_cannot_forge_what_the_terminal_shows(source, shown):
    assert plain(b"@@ -1,1 +0,0 @@\n-" + source + b"\n")[2] == shown


def test_a_block_too_large_to_compare_is_drawn_without_marks():
    before = b"".join(b"-a%d\n" % number for number in range(1000))
    after = b"".join(b"+b%d\n" % number for number in range(1000))

    assert len(plain(b"@@ -1,1000 +1,1000 @@\n" + before + after)) == 2003


def test_long_lines_are_neither_wrapped_nor_cropped(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    stream = io.StringIO()
    line = b"+x = " + b"'long' " * 50

    write_styled(draw(result(), b"@@ -0,0 +1,1 @@\n" + line + b"\n", "utf-8"), stream)

    assert line.decode() in stream.getvalue().split("\n")
