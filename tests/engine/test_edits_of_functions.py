"""The verbs that take methods apart, on small sources."""

from __future__ import annotations

import ast

from test_edits import changed, spans

from channels_fix.edits.functions import (
    AddMethod,
    InsertApartAbove,
    InsertApartBelow,
    MoveLastStatement,
    PrependToFunction,
)
from channels_fix.edits.statements import InsertAfter

METHOD = """\
class A:
    async def run(self, x):
        '''Run.'''
        x += 1

        # for ever
        while x:  # really
            await step(
                x,  # this
            )

            # on
        # end

    y = 1
"""
BRANCHES = """\
class A:
    def run(self):
        if a:
            pass
        elif b:
            pass
        else:
            if c:
                # go
                while c:
                    step()
            else:
                stop()
"""
CALL = "self.task = start(self.loop(x))\n"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_last_statement_moves_with_its_comments() -> None:
    edit = MoveLastStatement(spans(METHOD, *FUNCTIONS)[0], "async def loop(self, x)", CALL)
    moved = f"        {CALL}\n    async def loop(self, x):\n        # for ever\n"
    assert changed(METHOD, edit) == METHOD.replace("        # for ever\n", moved)


def test_statement_of_a_branch_moves_to_the_left() -> None:
    text = BRANCHES
    edit = MoveLastStatement(spans(text, *FUNCTIONS)[0], "def loop(self)", "self.loop()\n", (False, False, True))
    assert changed(text, edit) == text.replace(
        "                # go\n                while c:\n                    step()\n", "                self.loop()\n"
    ) + ("\n    def loop(self):\n        # go\n        while c:\n            step()\n")


def test_method_on_one_line_is_taken_apart() -> None:
    text = "class A:\n\tdef run(self): a(); b()\n"
    edit = MoveLastStatement(spans(text, *FUNCTIONS)[0], "def more(self)", "self.more()\n")
    assert changed(text, edit) == "class A:\n\tdef run(self):\n\t\tself.more()\n\n\tdef more(self):\n\t\ta(); b()\n"


def test_what_is_put_beside_a_method_stands_beside_both_parts() -> None:
    text = "class A:\r\n  def run(self):\r\n    go()\r\n    stay()\r\n"
    (place,) = spans(text, *FUNCTIONS)
    edits = (
        InsertApartAbove(place, "task = None\n"),
        InsertApartBelow(place, "def end(self):\n    pass\n"),
        MoveLastStatement(place, "def loop(self)", "self.loop()\n"),
    )
    assert changed(text, *edits) == (
        "class A:\r\n  task = None\r\n\r\n  def run(self):\r\n    go()\r\n    self.loop()\r\n\r\n"
        "  def loop(self):\r\n    stay()\r\n\r\n  def end(self):\r\n    pass\r\n"
    )


def test_plain_insertion_and_move_fit_together() -> None:
    text = "class A:\n    def run(self):\n        go()\n"
    (place,) = spans(text, *FUNCTIONS)
    edits = (MoveLastStatement(place, "def loop(self)", "self.loop()\n"), InsertAfter(place, "x = 1\n"))
    assert changed(text, *edits) == (
        "class A:\n    def run(self):\n        self.loop()\n\n    def loop(self):\n        go()\n    x = 1\n"
    )


def test_statements_go_below_the_docstring() -> None:
    text = "def f():\n    '''Doc.'''\n\n    # why\n    return 1\n"
    edit = PrependToFunction(spans(text, *FUNCTIONS)[0], "go()\n")
    assert changed(text, edit) == "def f():\n    '''Doc.'''\n    go()\n\n    # why\n    return 1\n"


def test_lone_pass_gives_way() -> None:
    text = "def f(): pass\n"
    assert changed(text, PrependToFunction(spans(text, *FUNCTIONS)[0], "go()\n")) == "def f():\n    go()\n"


def test_pass_with_a_comment_stays() -> None:
    text = "def f():\n    pass  # nothing\n"
    edit = PrependToFunction(spans(text, *FUNCTIONS)[0], "go()\n")
    assert changed(text, edit) == "def f():\n    go()\n    pass  # nothing\n"


def test_method_that_two_fixes_need_is_written_once() -> None:
    text = "class A:\n    def run(self):\n        go()\n"
    (place,) = spans(text, *FUNCTIONS)
    first, second = (AddMethod(place, f"{name}()\n", "def end(self)", "leave()\n") for name in "ab")
    joined = first.joined(second)
    assert joined is not None
    assert changed(text, joined) == text + "\n    def end(self):\n        a()\n        b()\n        leave()\n"


def test_methods_of_different_headers_are_not_joined() -> None:
    (place,) = spans("def f():\n    pass\n", *FUNCTIONS)
    assert AddMethod(place, "a()\n", "def end(self)").joined(AddMethod(place, "b()\n", "def stop(self)")) is None
