"""The verbs that make a with statement: comments, formatting and the inside of strings are kept."""

from __future__ import annotations

import ast

import pytest

from channels_fix.edits.clauses import InsertHandler
from channels_fix.edits.managers import Manage, ManageFrom, ManageTo
from channels_fix.edits.statements import InsertBefore
from channels_fix.rewrite import rewrite
from channels_fix.rule import Edit, Position, Span
from channels_fix.verify import verify


def span(node: ast.stmt) -> Span:
    """Where a statement stands."""
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    return Span(Position(node.lineno, node.col_offset + 1), Position(node.end_lineno, node.end_col_offset + 1))


def statement(text: str, source: str) -> ast.stmt:
    """The statement that begins with `source`."""
    found = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and (ast.get_source_segment(text, node) or "").startswith(source)
    ]
    return found[-1]


def function(text: str) -> ast.stmt:
    """The first function."""
    return next(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def edits(text: str, first: str, last: str, *, asynchronous: bool = False, of_owner: bool = False) -> list[Edit]:
    """The edits that make a with statement from the statement `first` on, up to the statement `last`."""
    return [
        ManageFrom(span(statement(text, first)), first),
        ManageTo(span(statement(text, last)), first),
        Manage(span(function(text)), first, asynchronous, of_owner),
    ]


def managed(text: str, first: str = "file =", last: str = "file.close()", *, asynchronous: bool = False) -> str:
    """The source with one with statement; it must pass the verification."""
    made = edits(text, first, last, asynchronous=asynchronous)
    after = rewrite(text, made, ())
    verify(text, after, made, ())
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "def f():\n    file = open(1)\n    run(file)\n    file.close()\n    last()\n",
            "def f():\n    with open(1) as file:\n        run(file)\n    last()\n",
        ),
        (
            "def f():\n\tfile = open(1)\n\trun(file)\n\tfile.close()\n\tlast()\n",
            "def f():\n\twith open(1) as file:\n\t\trun(file)\n\tlast()\n",
        ),
        (
            "def f():\n  if 1:\n      file = open(1)\n      run(file)\n      file.close()\n",
            "def f():\n  if 1:\n      with open(1) as file:\n          run(file)\n",
        ),
        (
            "def f():\r\n    file = open(1)\r\n    run(file)\r\n    file.close()\r\n",
            "def f():\r\n    with open(1) as file:\r\n        run(file)\r\n",
        ),
        (
            "def f():\n    file = open(1)\n    run(file)\n    file.close()",
            "def f():\n    with open(1) as file:\n        run(file)",
        ),
        (
            "def f():\n    file = open(1); run(file); file.close(); last()\n",
            "def f():\n    with open(1) as file:\n        run(file)\n    last()\n",
        ),
        (
            "def f(): file = open(1); run(file); file.close()\n",
            "def f():\n    with open(1) as file:\n        run(file)\n",
        ),
        (
            "def f():\n    if 1: file = open(1); run(file); file.close()  # all\n    last()\n",
            "def f():\n    if 1:  # all\n        with open(1) as file:\n            run(file)\n    last()\n",
        ),
        (
            "class A:\n    def f(self):\n        file = open(1)\n        run(file)\n        file.close()\n\n    x = 1",
            "class A:\n    def f(self):\n        with open(1) as file:\n            run(file)\n\n    x = 1",
        ),
    ],
)
def test_with_statement_follows_the_layout(before: str, after: str) -> None:
    assert managed(before) == after


def test_comments_and_empty_lines_stay() -> None:
    text = (
        "def f():\n    first()\n\n    # above\n    file = open(1)  # opened\n\n    # read it\n    run(file)  # beside\n"
        "\n    run(file)\n\n    # shut\n    file.close()  # closed\n\n    # last\n    last()\n    # end\n"
    )

    assert managed(text) == (
        "def f():\n    first()\n\n    # above\n    with open(1) as file:  # opened\n        # read it\n"
        "        run(file)  # beside\n\n        run(file)\n\n        # shut\n        # closed\n\n    # last\n"
        "    last()\n    # end\n"
    )


def test_inside_of_a_string_is_not_indented() -> None:
    text = (
        'def f():\n    file = open(1)\n    run("""\n  one\n    two\n""", file)\n    run(\n        2,  # two\n'
        "    )\n    x = 1 + \\\n        2\n    file.close()\n"
    )

    assert managed(text) == (
        'def f():\n    with open(1) as file:\n        run("""\n  one\n    two\n""", file)\n        run(\n'
        "            2,  # two\n        )\n        x = 1 + \\\n        2\n"
    )


def test_call_on_several_lines_stays_as_it_is() -> None:
    text = "def f():\n    file = open(\n        1,  # path\n    )\n    run(file)\n    file.close()\n"

    assert managed(text) == "def f():\n    with open(\n        1,  # path\n    ) as file:\n        run(file)\n"


def test_awaited_call_is_managed_without_its_await() -> None:
    text = "async def f():\n    file = (\n        await connect(1)\n    )\n    await run()\n    await file.close()\n"

    assert managed(text, last="await file.close()", asynchronous=True) == (
        "async def f():\n    async with (\n        connect(1)\n    ) as file:\n        await run()\n"
    )


def test_owner_of_what_is_taken_is_managed_without_a_name() -> None:
    text = "async def f(self):\n    await self.lock.acquire()\n    await run()\n    self.lock.release()\n"
    made = edits(text, "await self.lock", "self.lock.release()", asynchronous=True, of_owner=True)

    assert rewrite(text, made, ()) == "async def f(self):\n    async with self.lock:\n        await run()\n"


def test_with_statements_nest() -> None:
    text = "def f():\n    a = open(1)\n    b = open(2)\n    run(a, b)\n    b.close()\n    a.close()\n"
    made = [*edits(text, "b =", "b.close()"), *edits(text, "a =", "a.close()")]

    assert rewrite(text, made, ()) == (
        "def f():\n    with open(1) as a:\n        with open(2) as b:\n            run(a, b)\n"
    )


def test_other_edits_inside_are_kept() -> None:
    text = (
        "def f():\n    file = open(1)\n    try:\n        run(file)\n    except Exception:\n        pass\n"
        "    file.close()\n"
    )
    clause = InsertHandler(span(statement(text, "try:")), 0, "except Stop:\n    raise\n")
    line = InsertBefore(span(statement(text, "run")), "start()\n")

    assert rewrite(text, [clause, line, *edits(text, "file =", "file.close()")], ()) == (
        "def f():\n    with open(1) as file:\n        try:\n            start()\n            run(file)\n"
        "        except Stop:\n            raise\n        except Exception:\n            pass\n"
    )
