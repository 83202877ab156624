"""Each verb of rewriting, on a small source."""

from __future__ import annotations

import ast
from itertools import permutations
from textwrap import indent

import pytest

from channels_fix.edits.blocks import GuardFrom, GuardRest, GuardStatement, MoveOutOfFinally
from channels_fix.edits.clauses import (
    AppendToClause,
    EmptyFinally,
    HoistHandler,
    InsertHandler,
    NameHandler,
    RetypeHandler,
)
from channels_fix.edits.functions import AppendToFunction, InsertMethod
from channels_fix.edits.statements import InsertAfter, InsertBefore, NarrowCondition, RemoveStatement, ReplaceStatement
from channels_fix.rewrite import RewriteError, rewrite
from channels_fix.rule import Edit, Position, Span

TRY = """\
def f():
    try:
        run()
    except ValueError:  # one
        pass
    # above
    except OSError as exc:  # two
        log(exc)  # three
"""


def spans(text: str, *kinds: type[ast.AST]) -> list[Span]:
    """Where the nodes of these kinds stand, in the order of the file."""
    found = [node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds)]
    return sorted(
        Span(Position(node.lineno, node.col_offset + 1), Position(node.end_lineno, node.end_col_offset + 1))  # type: ignore[attr-defined]
        for node in found
    )


def changed(text: str, *edits: Edit) -> str:
    return rewrite(text, edits, ())


def test_clause_is_inserted_in_the_indentation_of_its_neighbour() -> None:
    (place,) = spans(TRY, ast.Try)
    clause = "    except KeyError:\n        raise\n"
    edit = InsertHandler(place, 1, "except KeyError:\n    raise\n")
    assert changed(TRY, edit) == TRY.replace("    # above\n", f"{clause}    # above\n")


def test_clause_beside_one_on_a_single_line_takes_two_lines() -> None:
    text = "try: run()\nexcept ValueError: pass\n"
    edit = InsertHandler(spans(text, ast.Try)[0], 0, "except KeyError:\n    raise\n")
    assert changed(text, edit) == "try: run()\nexcept KeyError:\n    raise\nexcept ValueError: pass\n"


def test_clause_is_moved_with_its_comments() -> None:
    (place,) = spans(TRY, ast.Try)
    assert changed(TRY, HoistHandler(place, 1, 0)) == (
        "def f():\n    try:\n        run()\n    # above\n    except OSError as exc:  # two\n        log(exc)  # three\n"
        "    except ValueError:  # one\n        pass\n"
    )


THREE = """\
def f():
    try:
        run()
    except ValueError:
        pass
    except Exception:
        log()
    except KeyError:
        raise
"""
KEY = "except KeyError:\n    raise\n"
EXIT = "except SystemExit:\n    leave()\n    raise\n"


@pytest.mark.parametrize("edits", list(permutations(range(4))), ids=str)
def test_clauses_of_one_statement_come_out_the_same_whatever_the_order_of_the_edits(edits: tuple[int, ...]) -> None:
    (place,) = spans(THREE, ast.Try)
    _, clause, _ = spans(THREE, ast.ExceptHandler)
    all_edits: list[Edit] = [
        HoistHandler(place, 2, 1),
        InsertHandler(place, 1, EXIT, order=1),
        AppendToClause(clause, "stop()\n"),
        InsertHandler(place, 0, "except OSError:\n    raise\n"),
    ]
    assert (
        changed(THREE, *(all_edits[number] for number in edits))
        == """\
def f():
    try:
        run()
    except OSError:
        raise
    except ValueError:
        pass
    except KeyError:
        raise
    except SystemExit:
        leave()
        raise
    except Exception:
        log()
        stop()
"""
    )


@pytest.mark.parametrize("second_first", [False, True])
def test_new_clauses_for_one_place_stand_in_their_order(second_first: bool) -> None:
    (place,) = spans(TRY, ast.Try)
    edits = [InsertHandler(place, 0, KEY), InsertHandler(place, 0, EXIT, order=1)]
    after = changed(TRY, *sorted(edits, key=lambda edit: edit.order, reverse=second_first))
    assert after == TRY.replace("    except ValueError", f"{indent(KEY + EXIT, '    ')}    except ValueError")


def test_two_edits_of_one_statement_are_as_one_after_the_other() -> None:
    (place,) = spans(TRY, ast.Try)
    first = changed(TRY, InsertHandler(place, 0, KEY))
    (again,) = spans(first, ast.Try)
    later = changed(first, InsertHandler(again, 1, EXIT, order=1))
    assert later == changed(TRY, InsertHandler(place, 0, EXIT, order=1), InsertHandler(place, 0, KEY))


def test_clause_is_put_behind_the_last_one() -> None:
    (place,) = spans(TRY, ast.Try)
    assert changed(TRY, InsertHandler(place, 2, KEY)) == TRY + indent(KEY, "    ")


def test_clause_of_a_try_that_has_none_is_indented_as_its_body() -> None:
    text = "try:\n  run()\nfinally:\n  end()\n"
    (place,) = spans(text, ast.Try)
    after = "try:\n  run()\nexcept KeyError:\n  raise\nfinally:\n  end()\n"
    assert changed(text, InsertHandler(place, 0, KEY)) == after


@pytest.mark.parametrize("emptied_first", [True, False])
def test_finally_is_emptied_the_same_beside_a_new_clause(emptied_first: bool) -> None:
    text = "try:\n    run()\nfinally:\n    end()\n"
    (place,) = spans(text, ast.Try)
    edits: list[Edit] = [EmptyFinally(place), InsertHandler(place, 0, KEY)]
    after = "try:\n    run()\nexcept KeyError:\n    raise\nfinally:\n    pass\n"
    assert changed(text, *(edits if emptied_first else reversed(edits))) == after


def test_clause_catches_something_else() -> None:
    clause = spans(TRY, ast.ExceptHandler)[1]
    assert changed(TRY, RetypeHandler(clause, "(A, B)")) == TRY.replace("OSError", "(A, B)")


def test_clause_gets_a_name() -> None:
    clause = spans(TRY, ast.ExceptHandler)[0]
    assert changed(TRY, NameHandler(clause, "err")) == TRY.replace("ValueError:", "ValueError as err:")


def test_statements_are_put_at_the_end_of_a_clause() -> None:
    clause = spans(TRY, ast.ExceptHandler)[1]
    assert changed(TRY, AppendToClause(clause, "raise\n")) == f"{TRY}        raise\n"


def test_statements_are_put_at_the_end_of_a_clause_on_one_line() -> None:
    text = "try: run()\nexcept ValueError: log()  # why\n"
    (clause,) = spans(text, ast.ExceptHandler)
    assert changed(text, AppendToClause(clause, "raise\n")) == (
        "try: run()\nexcept ValueError:  # why\n    log()\n    raise\n"
    )


def test_statements_are_put_at_the_end_of_a_function() -> None:
    assert changed(TRY, AppendToFunction(spans(TRY, ast.FunctionDef)[0], "if x:\n    raise Y\n")) == (
        f"{TRY}    if x:\n        raise Y\n"
    )


LINES = "def f():\n    # above\n    a(); b()  # why\n    c()\n"


@pytest.mark.parametrize(
    ("number", "edit", "after"),
    [
        (0, InsertBefore, "def f():\n    x()\n    # above\n    a()\n    b()  # why\n    c()\n"),
        (0, InsertAfter, "def f():\n    # above\n    a()\n    x()\n    b()  # why\n    c()\n"),
        (0, ReplaceStatement, "def f():\n    # above\n    x()\n    b()  # why\n    c()\n"),
        (1, ReplaceStatement, "def f():\n    # above\n    a()\n    x()  # why\n    c()\n"),
        (2, InsertBefore, "def f():\n    # above\n    a(); b()  # why\n    x()\n    c()\n"),
        (2, InsertAfter, "def f():\n    # above\n    a(); b()  # why\n    c()\n    x()\n"),
        (2, ReplaceStatement, "def f():\n    # above\n    a(); b()  # why\n    x()\n"),
    ],
)
def test_statement_among_others(number: int, edit: type[InsertBefore], after: str) -> None:
    place = spans(LINES, ast.Expr)[number]
    assert changed(LINES, edit(place, "x()\n")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("def f():\n    a()\n    b()\n", "def f():\n    b()\n"),
        ("def f():\n    # above\n    a()\n    b()\n", "def f():\n    # above\n    pass\n    b()\n"),
        ("def f():\n    a()  # why\n    b()\n", "def f():\n    pass  # why\n    b()\n"),
        ("try:\n    b()\nexcept E: pass\nfinally: c(); a()\n", "try:\n    b()\nexcept E: pass\nfinally: c()\n"),
    ],
)
def test_statement_is_removed(before: str, after: str) -> None:
    place = next(
        Span(Position(node.lineno, node.col_offset + 1), Position(node.lineno, node.col_offset + 2))
        for node in ast.walk(ast.parse(before))
        if isinstance(node, ast.Expr) and ast.unparse(node) == "a()"
    )
    assert changed(before, RemoveStatement(place)) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("try:\n    pass\nexcept E:\n    b()\nfinally:\n    a()\n", "try:\n    pass\nexcept E:\n    b()\n"),
        ("try:\n    b()\nfinally:\n    a()\n", "try:\n    b()\nfinally:\n    pass\n"),
        ("try:\n    b()\nfinally: a()\n", "try:\n    b()\nfinally:\n    pass\n"),
        (
            "try:\n    b()\nexcept E: pass\n# why\nfinally:\n    a()\n",
            "try:\n    b()\nexcept E: pass\n# why\nfinally:\n    pass\n",
        ),
    ],
)
def test_finally_is_emptied(before: str, after: str) -> None:
    (place,) = spans(before, ast.Try)
    assert changed(before, EmptyFinally(place)) == after


def test_statement_on_the_line_of_its_header_is_replaced_there() -> None:
    text = "if x: a(); b()  # why\n"
    assert changed(text, ReplaceStatement(spans(text, ast.Expr)[0], "c()\n")) == "if x: c(); b()  # why\n"


def test_block_in_the_place_of_a_statement_on_the_line_of_its_header_moves_below() -> None:
    text = "while x: a()  # why\n"
    after = changed(text, InsertBefore(spans(text, ast.Expr)[0], "if y:\n    b()\n"))
    assert after == "while x:  # why\n    if y:\n        b()\n    a()\n"


def test_comment_of_a_statement_stays_on_the_block_in_its_place() -> None:
    text = "def f():\n    # above\n    return  # why\n"
    after = changed(text, ReplaceStatement(spans(text, ast.Return)[0], "if y:\n    raise x\n"))
    assert after == "def f():\n    # above\n    if y:  # why\n        raise x\n"


def test_try_statement_gets_a_neighbour_and_its_own_change() -> None:
    text = "def f():\n    try:\n        run()\n    finally:\n        return 1\n"
    after = changed(
        text,
        RemoveStatement(spans(text, ast.Return)[0]),
        InsertAfter(spans(text, ast.Try)[0], "return 1\n"),
    )
    assert after == "def f():\n    try:\n        run()\n    finally:\n        pass\n    return 1\n"


HANDLERS = "except E:\n    log()\n"


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("def f():\n    a()\n", 0, "def f():\n    try:\n        a()\n    except E:\n        log()\n"),
        (
            "def f():\n  a()\n\n  # why\n  b()  # so\n  c()\n",
            1,
            "def f():\n  a()\n\n  try:\n    # why\n    b()  # so\n    c()\n  except E:\n    log()\n",
        ),
        (
            "def f():\n    a(); b()  # why\n",
            1,
            "def f():\n    a()\n    try:\n        b()  # why\n    except E:\n        log()\n",
        ),
        ("def f(): a()  # why\n", 0, "def f():  # why\n    try:\n        a()\n    except E:\n        log()\n"),
        (
            "def f(): a(); b()\n",
            1,
            "def f():\n    a()\n    try:\n        b()\n    except E:\n        log()\n",
        ),
    ],
)
def test_rest_of_a_function_is_guarded(before: str, number: int, after: str) -> None:
    place = spans(before, ast.Expr)[number]
    function = spans(before, ast.FunctionDef)[0]
    assert changed(before, GuardFrom(place), GuardRest(function, HANDLERS)) == after


def test_guard_keeps_text_over_several_lines_as_it_is() -> None:
    text = 'def f():\n    a("""\n  x\n""")\n'
    edits = (GuardFrom(spans(text, ast.Expr)[0]), GuardRest(spans(text, ast.FunctionDef)[0], HANDLERS))
    assert changed(text, *edits) == ('def f():\n    try:\n        a("""\n  x\n""")\n    except E:\n        log()\n')


def test_guard_leaves_the_last_statement_outside_and_goes_with_other_changes() -> None:
    text = "def f():\n    if x:\n        a()\n    return\n"
    function = spans(text, ast.FunctionDef)[0]
    after = changed(
        text,
        ReplaceStatement(spans(text, ast.Return)[0], "raise Y\n"),
        GuardFrom(spans(text, ast.If)[0]),
        InsertAfter(spans(text, ast.Expr)[0], "b()\n"),
        GuardRest(function, HANDLERS, outside=1),
    )
    assert after == (
        "def f():\n    try:\n        if x:\n            a()\n            b()\n"
        "    except E:\n        log()\n    raise Y\n"
    )


def test_guard_without_its_beginning_is_refused() -> None:
    with pytest.raises(RewriteError, match="no statement is marked"):
        changed(LINES, GuardRest(spans(LINES, ast.FunctionDef)[0], HANDLERS))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "class A:\n  def f(self):\n    a()\n\n  x = 1\n",
            "class A:\n  def f(self):\n    a()\n\n  def g(self):\n    b()\n\n  x = 1\n",
        ),
        (
            "class A:\n    @d\n    def f(self):\n        a()  # why",
            "class A:\n    @d\n    def f(self):\n        a()  # why\n\n    def g(self):\n        b()",
        ),
    ],
)
def test_method_is_put_behind_another(before: str, after: str) -> None:
    place = spans(before, ast.FunctionDef)[0]
    assert changed(before, InsertMethod(place, "def g(self):\n    b()\n")) == after


def test_method_is_put_behind_a_statement() -> None:
    text = "class A:\n    x = 1\n"
    after = changed(text, InsertMethod(spans(text, ast.Assign)[0], "def g(self):\n    b()\n"))
    assert after == "class A:\n    x = 1\n\n    def g(self):\n        b()\n"


def test_equal_edits_are_made_once_and_others_in_their_order() -> None:
    text = "def f():\n    a()\n"
    (place,) = spans(text, ast.Expr)
    after = changed(text, InsertAfter(place, "b()\n"), InsertAfter(place, "b()\n"))
    assert after == "def f():\n    a()\n    b()\n"


def test_edit_that_implements_nothing_says_so() -> None:
    class Idle(Edit):
        target = "try"

    class IdleStatement(Edit):
        target = "statement"

    text = "try:\n    pass\nfinally:\n    pass\n"
    with pytest.raises(TypeError, match="Idle does not change a single node"):
        changed(text, Idle(spans(text, ast.Try)[0]))
    with pytest.raises(TypeError, match="IdleStatement does not change a statement"):
        changed(text, IdleStatement(spans(text, ast.Pass)[0]))


MOVED = """\
def f():
    # above
    try:  # one
        run()  # two
        # three
    finally:  # four
        # five
        stop()  # six
        # seven
    after()
"""


def test_statement_alone_in_finally_is_moved_behind_what_was_in_the_try() -> None:
    (place,) = spans(MOVED, ast.Try)
    assert changed(MOVED, MoveOutOfFinally(place)) == (
        "def f():\n    # above\n    # one\n    run()  # two\n    # three\n    # four\n    # five\n    # seven\n"
        "    stop()  # six\n    after()\n"
    )


def test_statement_alone_in_finally_is_moved_behind_the_clauses() -> None:
    text = TRY + "    finally:  # four\n        stop()  # five\n"
    (place,) = spans(text, ast.Try)
    assert changed(text, MoveOutOfFinally(place)) == TRY + "    # four\n    stop()  # five\n"


def test_last_statement_of_finally_is_moved_behind_it() -> None:
    text = "try:\n    run()\nfinally:\n    clean()\n\n    # why\n    if late:\n        stop()\n"
    (place,) = spans(text, ast.Try)
    assert changed(text, MoveOutOfFinally(place)) == (
        "try:\n    run()\nfinally:\n    clean()\n\n# why\nif late:\n    stop()\n"
    )


def test_last_statement_of_a_line_is_moved_out_of_finally() -> None:
    text = "try: run()\nfinally: clean(); stop()  # why\n"
    (place,) = spans(text, ast.Try)
    assert changed(text, MoveOutOfFinally(place)) == "try: run()\nfinally:  # why\n    clean()\nstop()\n"


def test_only_statement_of_a_line_is_moved_out_of_finally() -> None:
    text = "try: run()\nfinally: stop()\n"
    (place,) = spans(text, ast.Try)
    assert changed(text, MoveOutOfFinally(place)) == "run()\nstop()\n"


def test_moving_out_of_finally_keeps_what_is_changed_inside() -> None:
    text = "try:\n    run()\nfinally:\n    stop()\n"
    outer, inner = spans(text, ast.Try)[0], spans(text, ast.Expr)[0]
    edits = (MoveOutOfFinally(outer), ReplaceStatement(inner, "walk()\n"))
    assert changed(text, *edits) == "walk()\nstop()\n"


def test_statement_is_guarded_by_a_clause() -> None:
    text = "def f():\n    # above\n    run()  # one\n    after()\n"
    edit = GuardStatement(spans(text, ast.Expr)[0], "except KeyError:\n    pass\n")
    assert changed(text, edit) == (
        "def f():\n    # above\n    try:\n        run()  # one\n    except KeyError:\n        pass\n    after()\n"
    )


def test_statement_on_the_line_of_its_header_is_guarded_by_a_clause() -> None:
    text = "if x: run()\n"
    edit = GuardStatement(spans(text, ast.Expr)[0], "except KeyError:\n    pass\n")
    assert changed(text, edit) == "if x:\n    try:\n        run()\n    except KeyError:\n        pass\n"


@pytest.mark.parametrize(
    ("test", "narrowed"),
    [
        ("a", "a and z != 1"),
        ("not a", "not a and z != 1"),
        ("a == b", "a == b and z != 1"),
        ("a and b", "a and b and z != 1"),
        ("a or b", "(a or b) and z != 1"),
        ("(a or b)", "(a or b) and z != 1"),
        ("a if b else c", "(a if b else c) and z != 1"),
        ("lambda: a", "(lambda: a) and z != 1"),
        ("a := b", "(a := b) and z != 1"),
        ("(a\n    or b)", "(a\n    or b) and z != 1"),
        ("await_(a)", "await_(a) and z != 1"),
    ],
)
def test_condition_is_narrowed(test: str, narrowed: str) -> None:
    text = f"if {test}:  # why\n    run()\nelse:\n    walk()\n"
    edit = NarrowCondition(spans(text, ast.If)[0], "z != 1")
    assert changed(text, edit) == text.replace(test, narrowed, 1)


def test_condition_of_an_elif_is_narrowed() -> None:
    text = "if a:\n    run()\nelif(b):\n    walk()\n"
    edit = NarrowCondition(spans(text, ast.If)[1], "z != 1")
    assert changed(text, edit) == text.replace("(b)", "(b) and z != 1")


def test_condition_is_narrowed_twice() -> None:
    text = "if a: run()\n"
    (place,) = spans(text, ast.If)
    assert changed(text, NarrowCondition(place, "y"), NarrowCondition(place, "z")) == "if a and y and z: run()\n"
