"""Edits change what they name; every other byte of the file stays."""

from __future__ import annotations

import ast
import sys
import threading

import pytest

from channels_fix.edits.clauses import InsertHandler
from channels_fix.edits.functions import AppendToFunction
from channels_fix.edits.statements import ReplaceStatement
from channels_fix.rewrite import RewriteError, rewrite
from channels_fix.rule import ImportedName, Position, Span

HANDLER = "except KeyError:\n    raise\n"


def at(row: int, column: int) -> Span:
    return Span(Position(row, column), Position(row, column))


class TestNothingElseChanges:
    @pytest.mark.parametrize(
        "above",
        [
            "",
            "x  =  {  1 :2 }\n\n\n\n",
            "# only a comment\n",
            "if x :\n\ty = 1\n        # odd comment\n",
            "\x0c\n",
            'x = """\n\x0c \x1c \u2028\n"""\n',
            "x = 1 ; y = 2\n",
            "x = [  # why\n  1\n  ]\n",
            "@d  ( 1 )\ndef g( ):\n  pass\n",
        ],
    )
    @pytest.mark.parametrize("below", ["", "\n", "# end", "\nx  =  1", "\n\n\n\t\n", "class  A :pass\n\x0c\n"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_text_around_the_changed_statement_is_copied(self, above: str, below: str, end: str) -> None:
        before, after = "try:\n    a( )\nexcept E: b( )\n", f"try:\n    a( )\n{HANDLER}except E: b( )\n"
        row = above.count("\n") + 1
        text = f"{above}{before}{below}".replace("\n", end)
        assert rewrite(text, [InsertHandler(at(row, 1), 0, HANDLER)], ()) == f"{above}{after}{below}".replace("\n", end)

    @pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
    def test_end_of_the_file_stays_as_it_is(self, end: str) -> None:
        assert rewrite(f"def f(): a(){end}", [ReplaceStatement(at(1, 10), "b()\n")], ()) == f"def f(): b(){end}"

    def test_form_feed_in_front_of_the_changed_statement_stays(self) -> None:
        text = "x = 1\n\x0cdef f():\n    a()\n"
        assert rewrite(text, [ReplaceStatement(at(3, 5), "b()\n")], ()) == "x = 1\n\x0cdef f():\n    b()\n"

    def test_several_statements_change_from_the_last_to_the_first(self) -> None:
        text = "def f():\n    a()\n\n\nx  = 1\n\n\ndef g():\n    a()\n"
        edits = [
            ReplaceStatement(at(2, 5), "b()\n"),
            ReplaceStatement(at(9, 5), "c()\n"),
            AppendToFunction(at(1, 1), "d()\n"),
        ]
        assert rewrite(text, edits, ()) == "def f():\n    b()\n    d()\n\n\nx  = 1\n\n\ndef g():\n    c()\n"

    def test_statements_on_one_line_change_together(self) -> None:
        text = "x = 1; y = 2; z = 3\n"
        assert rewrite(text, [ReplaceStatement(at(1, 8), "y = 4\n")], ()) == "x = 1\ny = 4\nz = 3\n"

    def test_change_inside_of_a_decorated_definition(self) -> None:
        text = "@d\n@e(\n  1)\ndef f( ):\n    a()\n"
        assert rewrite(text, [ReplaceStatement(at(5, 5), "b()\n")], ()) == "@d\n@e(\n  1)\ndef f( ):\n    b()\n"

    def test_columns_count_characters(self) -> None:
        text = 'def f(): "äöü"; a()\n'
        assert rewrite(text, [ReplaceStatement(at(1, 17), "b()\n")], ()) == 'def f(): "äöü"; b()\n'

    def test_imports_are_added_behind_the_edits(self) -> None:
        text = "import os\n\n\ndef f():\n    a()\n"
        after = rewrite(text, [ReplaceStatement(at(5, 5), "raise Stop\n")], [ImportedName("lib", "Stop")])
        assert after == "import os\n\nfrom lib import Stop\n\n\ndef f():\n    raise Stop\n"


class TestFailing:
    @pytest.mark.parametrize("place", [at(2, 1), at(9, 1)])
    def test_row_without_a_statement(self, place: Span) -> None:
        with pytest.raises(RewriteError, match=f"nothing to change in line {place.start.row}"):
            rewrite("x = 1\n\ny = 2\n", [ReplaceStatement(place, "z = 3\n")], ())

    def test_column_without_such_a_node(self) -> None:
        with pytest.raises(RewriteError, match="no statement found again at column 3"):
            rewrite("x = 1\n", [ReplaceStatement(at(1, 3), "z = 3\n")], ())

    def test_node_of_another_kind_stands_there(self) -> None:
        with pytest.raises(RewriteError, match="no try found again at column 1"):
            rewrite("x = 1\n", [InsertHandler(at(1, 1), 0, HANDLER)], ())


class TestDeepSource:
    DEPTH = 120

    def test_deeply_nested_source_is_rewritten(self) -> None:
        deep = "x = " + "a." * self.DEPTH + "b"
        text = f"def f():\n    {deep}\n    a()\n"
        ast.parse(text)
        assert rewrite(text, [ReplaceStatement(at(3, 5), "b()\n")], ()) == f"def f():\n    {deep}\n    b()\n"

    def test_limits_of_the_process_are_as_before(self) -> None:
        limit, size = sys.getrecursionlimit(), threading.stack_size()
        rewrite("x = 1\n", [ReplaceStatement(at(1, 1), "y = 1\n")], ())
        assert (sys.getrecursionlimit(), threading.stack_size()) == (limit, size)
