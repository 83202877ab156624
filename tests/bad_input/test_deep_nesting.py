"""Source that is nested more deeply than a recursive program can follow."""

from __future__ import annotations

import re

import pytest
from damaged import FAULTY, FINDING, REPAIRED

DEEP_EXPRESSIONS = {
    "attributes": b"a" + b".b" * 1_000,
    "additions": b"1" + b" + 1" * 1_000,
    "negations": b"-" * 1_000 + b"1",
    "calls": b"f" + b"()" * 1_000,
    "items": b"a" + b"[0]" * 1_000,
    "nots": b"not " * 1_000 + b"1",
    "conditions": b"1 if 1 else " * 1_000 + b"1",
    "lambdas": b"lambda: " * 1_000 + b"1",
    "comparisons": b"1" + b" < 1" * 1_000,
    "brackets": b"(" * 150 + b"1" + b")" * 150,
}


def nested_ifs(levels: int, indent: int) -> bytes:
    spaces = [b" " * (indent + level) for level in range(levels + 1)]
    return b"".join(space + b"if f:\n" for space in spaces[:-1]) + spaces[-1] + b"pass\n"


DEEP_STATEMENTS = {
    **{name: b"f = a = lambda: None\nx = " + expression + b"\n" for name, expression in DEEP_EXPRESSIONS.items()},
    "ifs": b"f = 1\n" + nested_ifs(95, 0),
    "elifs": b"f = 1\nif f:\n    pass\n" + b"elif f:\n    pass\n" * 1_000,
}
BEYOND_PYTHON = {
    "brackets": b"x = " + b"(" * 1_000 + b"1" + b")" * 1_000 + b"\n",
    "ifs": nested_ifs(1_000, 0),
}


@pytest.mark.parametrize("statements", DEEP_STATEMENTS.values(), ids=DEEP_STATEMENTS)
def test_deep_statements_without_a_fault_are_sound(program, project, statements):
    (project / "deep.py").write_bytes(statements)

    ended = program("-q", "deep.py", "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (1, f"neighbour.py{FINDING}", "")


@pytest.mark.parametrize("statements", DEEP_STATEMENTS.values(), ids=DEEP_STATEMENTS)
def test_fault_beside_deep_statements_is_mended(program, project, statements):
    (project / "deep.py").write_bytes(FAULTY + statements)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "deep.py").read_bytes() == REPAIRED + statements
    assert (project / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("expression", DEEP_EXPRESSIONS.values(), ids=DEEP_EXPRESSIONS)
def test_fault_in_a_deep_clause_is_mended_or_is_one_error(program, project, expression):
    before = FAULTY.replace(b"True", expression)
    (project / "deep.py").write_bytes(before)

    ended = program("-q", "--write")

    outcome = (ended.code, (project / "deep.py").read_bytes())
    assert outcome in [(0, REPAIRED.replace(b"True", expression)), (2, before)]
    assert re.fullmatch(r"(deep\.py: .*nested too deeply.*\n)?", ended.err)
    assert (project / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("expression", DEEP_EXPRESSIONS.values(), ids=DEEP_EXPRESSIONS)
def test_fault_in_a_class_with_another_deep_method_is_mended(program, project, expression):
    method = b"\n    def other(self, a, f):\n        return " + expression + b"\n"
    (project / "deep.py").write_bytes(FAULTY + method)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (project / "deep.py").read_bytes() == REPAIRED + method
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_fault_in_deeply_indented_class_is_mended(program, project):
    ifs = b"f = 1\n" + nested_ifs(60, 0).removesuffix(b" " * 60 + b"pass\n")
    indented = ifs + b"".join(b" " * 60 + line for line in FAULTY.splitlines(keepends=True))
    (project / "deep.py").write_bytes(indented)

    ended = program("-q", "--write")

    assert (ended.code, ended.err) == (0, "")
    assert b"except StopConsumer:" in (project / "deep.py").read_bytes()


@pytest.mark.parametrize("statements", BEYOND_PYTHON.values(), ids=BEYOND_PYTHON)
def test_nesting_beyond_what_python_takes_is_one_error(program, project, statements):
    (project / "deep.py").write_bytes(FAULTY + statements)

    ended = program("-q", "--write")

    assert (ended.code, ended.out) == (2, "")
    assert re.fullmatch(r"deep\.py: cannot parse: .+\n", ended.err)
    assert (project / "deep.py").read_bytes() == FAULTY + statements
    assert (project / "neighbour.py").read_bytes() == REPAIRED


def test_module_that_is_too_deep_does_not_hide_the_fault_of_its_importer(program, project):
    (project / "deep.py").write_bytes(BEYOND_PYTHON["brackets"])
    (project / "importer.py").write_bytes(b"from deep import x\n" + FAULTY)

    ended = program("-q", "--write", "importer.py")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert b"except StopConsumer:" in (project / "importer.py").read_bytes()
