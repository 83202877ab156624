"""The verbs that put a statement into another one: comments and formatting are kept."""

from __future__ import annotations

import ast
import sys

import pytest

from channels_fix.edits.blocks import CarryThrough, RaiseFromGroup, SuppressToTry
from channels_fix.edits.statements import InsertAfter, NameResult
from channels_fix.rewrite import rewrite
from channels_fix.rule import Edit, Position, Span

new_syntax = pytest.mark.skipif(sys.version_info < (3, 11), reason="except* is unknown to earlier versions")


def span(text: str, kind: str) -> Span:
    """Where the first node of this kind stands."""
    found = next(node for node in ast.walk(ast.parse(text)) if type(node).__name__ == kind)
    assert isinstance(found, ast.stmt)
    assert found.end_lineno is not None
    assert found.end_col_offset is not None
    return Span(Position(found.lineno, found.col_offset + 1), Position(found.end_lineno, found.end_col_offset + 1))


def changed(text: str, *edits: Edit) -> str:
    return rewrite(text, edits, ())


# A suppress ----------------------------------------------------------------------------------------------------------

CLAUSES = "    except Stop:\n        raise\n    except Exception:\n        pass\n"


def spelled_out(text: str, index: int = 0) -> str:
    kind = "AsyncWith" if "async with" in text else "With"
    return changed(text, SuppressToTry(span(text, kind), index, "Stop", "Exception"))


def test_suppress_becomes_a_try_with_the_same_body() -> None:
    text = "def f():\n    with suppress(Exception):\n        run()\n\n        stop()\n    last()\n"
    assert spelled_out(text) == f"def f():\n    try:\n        run()\n\n        stop()\n{CLAUSES}    last()\n"


def test_comments_around_and_inside_a_suppress_stay() -> None:
    text = (
        "def f():\n    # above\n    with suppress(Exception):  # behind\n        # first\n"
        "        run()  # beside\n        # at the end\n    # below\n    last()\n"
    )
    assert spelled_out(text) == (
        "def f():\n    # above\n    try:  # behind\n        # first\n"
        f"        run()  # beside\n        # at the end\n{CLAUSES}    # below\n    last()\n"
    )


def test_suppress_on_one_line_becomes_a_block() -> None:
    text = "def f():\n    with suppress(Exception): run(); stop()\n"
    assert spelled_out(text) == f"def f():\n    try:\n        run(); stop()\n{CLAUSES}"


def test_manager_in_front_of_a_suppress_stays_around_it() -> None:
    text = "def f():\n    with lock as held, suppress(Exception):\n        run()\n"
    assert spelled_out(text, 1) == (
        "def f():\n    with lock as held:\n        try:\n            run()\n"
        "        except Stop:\n            raise\n        except Exception:\n            pass\n"
    )


def test_manager_behind_a_suppress_stays_inside_of_it() -> None:
    text = "def f():\n    with suppress(Exception), lock as held:\n        run()\n"
    assert spelled_out(text) == f"def f():\n    try:\n        with lock as held:\n            run()\n{CLAUSES}"


def test_suppress_between_managers_is_taken_out_of_the_middle() -> None:
    text = "def f():\n    with one, suppress(Exception), two:\n        run()\n"
    assert spelled_out(text, 1) == (
        "def f():\n    with one:\n        try:\n            with two:\n                run()\n"
        "        except Stop:\n            raise\n        except Exception:\n            pass\n"
    )


def test_comments_beside_the_managers_move_above() -> None:
    text = (
        "def f():\n    # above\n    with (\n        suppress(Exception),  # broad\n        lock,  # one at a time\n"
        "    ):\n        run()\n"
    )
    assert spelled_out(text).startswith("def f():\n    # above\n    # broad\n    try:\n")
    assert spelled_out(text).count("# one at a time") == 1


def test_suppress_in_tabs_gets_clauses_in_tabs() -> None:
    text = "def f():\n\twith suppress(Exception):\n\t\trun()\n"
    assert spelled_out(text) == (
        "def f():\n\ttry:\n\t\trun()\n\texcept Stop:\n\t\traise\n\texcept Exception:\n\t\tpass\n"
    )


def test_body_with_an_indentation_of_its_own_keeps_it() -> None:
    text = "def f():\n    with suppress(Exception):\n      run()\n"
    assert spelled_out(text) == (
        "def f():\n    try:\n      run()\n    except Stop:\n      raise\n    except Exception:\n      pass\n"
    )


# An except* ----------------------------------------------------------------------------------------------------------


@new_syntax
def test_exception_is_carried_through_an_except_star() -> None:
    text = (
        "def f():\n    # above\n    try:  # behind\n        run()  # beside\n        # at the end\n"
        "    except* ValueError:\n        pass\n    last()\n"
    )
    assert changed(text, CarryThrough(span(text, "TryStar"), "Stop", "stop")) == (
        "def f():\n    # above\n    stop = None\n    try:  # behind\n        try:\n            run()  # beside\n"
        "            # at the end\n        except Stop as exc:\n            stop = exc\n"
        "    except* ValueError:\n        pass\n    if stop is not None:\n        raise stop\n    last()\n"
    )


@new_syntax
def test_exception_is_carried_through_one_line_suites() -> None:
    text = "def f():\n    try: run()\n    except* ValueError: pass\n    finally: tidy()\n"
    assert changed(text, CarryThrough(span(text, "TryStar"), "Stop", "stop")) == (
        "def f():\n    stop = None\n    try:\n        try:\n            run()\n        except Stop as exc:\n"
        "            stop = exc\n    except* ValueError: pass\n    finally: tidy()\n"
        "    if stop is not None:\n        raise stop\n"
    )


# A task group --------------------------------------------------------------------------------------------------------


def test_exception_is_taken_out_of_the_group_of_a_statement() -> None:
    text = "async def f():\n    # above\n    async with group() as g:  # behind\n        run(g)  # beside\n    last()\n"
    assert changed(text, RaiseFromGroup(span(text, "AsyncWith"), "Stop", "errors")) == (
        "async def f():\n    # above\n    try:\n        async with group() as g:  # behind\n"
        "            run(g)  # beside\n    except BaseExceptionGroup as errors:\n        if errors.subgroup(Stop):\n"
        "            raise Stop() from errors\n        raise\n    last()\n"
    )


# A result ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("def f():\n    run()  # beside\n", "Expr", "def f():\n    x = run()  # beside\n"),
        ("def f():\n    # above\n    run(\n        1,  # one\n    )\n", "Expr",
         "def f():\n    # above\n    x = run(\n        1,  # one\n    )\n"),
        ("def f():\n    return run()  # beside\n", "Return", "def f():\n    x = run()  # beside\n"),
    ],
)  # fmt: skip
def test_value_of_a_statement_gets_a_name(text: str, kind: str, expected: str) -> None:
    assert changed(text, NameResult(span(text, kind), "x")) == expected


def test_result_is_named_and_looked_at_behind_the_statement() -> None:
    text = "def f():\n    run()\n    last()\n"
    where = span(text, "Expr")
    assert changed(text, NameResult(where, "x"), InsertAfter(where, "look(x)\n")) == (
        "def f():\n    x = run()\n    look(x)\n    last()\n"
    )
