"""A result that is wrong in any way is never used."""

from __future__ import annotations

import pytest

from channels_fix.edits.definitions import InsertDefinitionAbove, InsertDefinitionBelow
from channels_fix.edits.statements import RemoveStatement
from channels_fix.module import READER
from channels_fix.rule import Position, Span
from channels_fix.verify import VerificationError, verify

BEFORE = """\
import os
from lib.errors import (
    A,
)

x = 1


def f():
    a()  # why
    b()


y = 2
"""
EDITS = (RemoveStatement(Span(Position(10, 5), Position(11, 8))),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("b()", "c()"),
        ("    b()\n", ""),
        ("    a()  # why\n    b()\n", "    c(  # why\n        1\n    )\n"),
        ("    b()\n", "    b()\n    c()\n    d()\n"),
        ("    a()", "    c()\n    a()"),
        ("    b()\n", "    b()\n\n    def c():\n        d()\n"),
        ("    A,\n", "    A,\n    Stop,\n"),
        ("from lib.errors import (\n    A,\n)\n", "from lib.errors import A, Stop\n"),
        ("import os\n", "import os\n\nfrom lib.errors import Stop\n"),
        ("import os\n", "import os\n\n"),
    ],
)
def test_change_of_the_edited_statements_and_the_imports_is_right(old: str, new: str) -> None:
    verify(BEFORE, BEFORE.replace(old, new), EDITS, ["lib.errors"])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("b()", "b(", f"the result would not be valid Python (cannot parse: line 11: '(' was never closed ({READER}))"),
        ("  # why", "", "the comment '# why' would be lost"),
        ("x = 1", "x = 2", "line 6 would change, which no fix is about"),
        ("y = 2\n", "", "line 14 would change, which no fix is about"),
        ("y = 2\n", "y = 2\nz = 3\n", "line 15 would change, which no fix is about"),
        ("y = 2", "y = 2  # new", "line 14 would change, which no fix is about"),
        ("import os", "import sys", "line 1 would change, which no fix is about"),
        ("x = 1\n", "x = 1\nimport sys\n", "line 7 would change, which no fix is about"),
        ("def f():\n", "def f(x):\n", "line 9 would change, which no fix is about"),
        ("y = 2\n", "y = 2", "line 14 would change, which no fix is about"),
        ("y = 2\n", "y = 2\r\n", "line 14 would change, which no fix is about"),
    ],
)
def test_any_other_change_is_refused(old: str, new: str, words: str) -> None:
    with pytest.raises(VerificationError) as error:
        verify(BEFORE, BEFORE.replace(old, new), EDITS, ["lib.errors"])
    assert str(error.value) == words


def test_import_of_another_module_is_no_import_of_ours() -> None:
    with pytest.raises(VerificationError, match="line 2 would change"):
        verify(
            BEFORE, BEFORE.replace("    A,\n", "    A,\n    Stop,\n").replace("lib.errors", "other"), EDITS, ["other"]
        )


def test_comment_that_moves_is_not_lost() -> None:
    verify(BEFORE, BEFORE.replace("a()  # why\n", "# why\n    a()\n"), EDITS, [])


def test_one_of_two_equal_comments_is_lost() -> None:
    text = "def f():\n    a()  # why\n    b()  # why\n"
    edits = (RemoveStatement(Span(Position(2, 5), Position(3, 8))),)
    with pytest.raises(VerificationError, match="# why"):
        verify(text, text.replace("b()  # why", "b()"), edits, [])


def test_several_empty_lines_behind_what_is_added_make_no_difference() -> None:
    after = BEFORE.replace("    b()\n", "    b()\n\n    def c():\n        d()\n").replace("y = 2", "y = 3")
    edits = (*EDITS, RemoveStatement(Span(Position(14, 1), Position(14, 6))))
    verify(BEFORE, after, edits, ())


DECORATED = """\
import os


@first
@second(
    os
)
def f():
    a()
"""
F = Span(Position(8, 1), Position(9, 8))
ABOVE = DECORATED.replace("@first", "A = 1\n\n\n@first")


def test_definition_above_a_decorated_one_stands_above_its_decorators() -> None:
    verify(DECORATED, ABOVE, (InsertDefinitionAbove(F, "A = 1\n"),), ())


def test_definition_below_a_decorated_one_allows_nothing_above_it() -> None:
    with pytest.raises(VerificationError, match="line 4 would change"):
        verify(DECORATED, ABOVE, (InsertDefinitionBelow(F, "A = 1\n"),), ())


def test_decorators_of_what_a_definition_is_put_above_stay() -> None:
    with pytest.raises(VerificationError, match="line 5 would change"):
        verify(DECORATED, ABOVE.replace("second", "third"), (InsertDefinitionAbove(F, "A = 1\n"),), ())
