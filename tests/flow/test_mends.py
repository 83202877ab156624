"""The same paths, with changes of the source taken as made, and with calls that may raise anything."""

from __future__ import annotations

import ast

from asking import KEY, LibDomain, follow, module

from channels_fix.flow.interpreter import Interpreter
from channels_fix.flow.question import Mends, Question
from channels_fix.flow.states import Exit
from channels_fix.flow.thrown import ANY_ERROR, SOME_ERROR, Thrown
from channels_fix.flow.values import Object, Routine
from channels_fix.module import Module
from channels_fix.project import Project

TEXT = """\
import lib


class Subject:
    def ask(self, word):
        try:
            lib.risky()
        except Exception:
            log()
        except KeyError:
            raise
        finally:
            tidy()
        return 1
"""
EXIT = """\
import lib


class Subject:
    def ask(self, word):
        try:
            lib.risky()
        finally:
            return 1
"""
UNKNOWN_CALL = """\
class Subject:
    def ask(self, word):
        try:
            other()
        except Exception:
            return 1
"""


def parts(text: str) -> tuple[Project, Module, ast.Try]:
    project, found = module(text)
    return project, found, next(node for node in ast.walk(found.tree) if isinstance(node, ast.Try))


def exits(text: str) -> list[Exit]:
    project, found, _ = parts(text)
    return [outcome.exit for outcome in follow(project, found)]


def test_without_a_mend_the_exception_is_stopped() -> None:
    assert exits(TEXT) == [Exit.RETURN]


def test_clause_in_front_raises_again() -> None:
    project, found, node = parts(TEXT)
    (outcome,) = follow(project, found, KEY, Mends(reraise=frozenset({node})))
    assert (outcome.exit, outcome.thrown, outcome.state.stops) == (Exit.RAISE, KEY, ())


def test_clause_in_front_is_for_the_mended_exception_only() -> None:
    project, found, node = parts(TEXT)
    other = Thrown("builtins.OSError", SOME_ERROR.ancestors)
    question = Question(other, LibDomain(project), Mends(reraise=frozenset({node})), KEY)
    cls = found.classes["Subject"]
    method = cls.method("ask")
    assert method is not None
    (outcome,) = Interpreter(project, question).follow(Routine(method, found, (), cls, (Object(cls),)), ())
    assert outcome.exit is Exit.RETURN


def test_clause_moved_to_the_front_comes_first() -> None:
    project, found, node = parts(TEXT)
    (outcome,) = follow(project, found, KEY, Mends(hoisted=frozenset({(node, node.handlers[1])})))
    assert outcome.exit is Exit.RAISE


def test_statement_replaced_by_a_raise_raises() -> None:
    project, found, node = parts(TEXT)
    (outcome,) = follow(project, found, KEY, Mends(raises=frozenset({node.handlers[0].body[0]})))
    assert (outcome.exit, outcome.thrown) == (Exit.RAISE, KEY)


def test_raise_at_the_end_of_a_clause_raises() -> None:
    project, found, node = parts(TEXT)
    (outcome,) = follow(project, found, KEY, Mends(ends=frozenset({node.handlers[0]})))
    assert outcome.exit is Exit.RAISE


def test_raise_at_the_end_of_the_function_raises_where_the_end_is_reached() -> None:
    project, found, _ = parts(TEXT.replace("        return 1\n", ""))
    method = found.classes["Subject"].method("ask")
    assert method is not None
    (outcome,) = follow(project, found, KEY, Mends(ends=frozenset({method})))
    assert outcome.exit is Exit.RAISE


def test_dropped_statement_no_longer_leaves() -> None:
    project, found, node = parts(EXIT)
    assert exits(EXIT) == [Exit.RETURN]
    (outcome,) = follow(project, found, KEY, Mends(dropped=frozenset({node.finalbody[0]})))
    assert outcome.exit is Exit.RAISE


def test_unknown_call_may_raise_when_anything_may() -> None:
    project, found, _ = parts(UNKNOWN_CALL)
    assert [one.exit for one in follow(project, found, ANY_ERROR)] == [Exit.FALL]
    assert {one.exit for one in follow(project, found, ANY_ERROR, anything_raises=True)} == {Exit.FALL, Exit.RETURN}


def test_statements_that_some_path_reaches_are_noted() -> None:
    project, found, node = parts(TEXT)
    cls = found.classes["Subject"]
    method = cls.method("ask")
    assert method is not None
    interpreter = Interpreter(project, Question(KEY, LibDomain(project), Mends(), KEY))
    interpreter.follow(Routine(method, found, (), cls, (Object(cls),)), ())
    assert {node.handlers[0], node.handlers[0].body[0], node.finalbody[0]} <= interpreter.visited
    assert node.handlers[1].body[0] not in interpreter.visited
    assert method not in interpreter.visited
