"""Source that is nested more deeply than a recursive program can follow."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from damaged import FAULTY, FINDING, REPAIRED, Ended, written

DEEP_EXPRESSIONS = {
    "attributes": b"a" + b".b" * 500,
    "additions": b"1" + b" + 1" * 500,
    "negations": b"-" * 500 + b"1",
    "calls": b"f" + b"()" * 500,
    "items": b"a" + b"[0]" * 500,
    "nots": b"not " * 500 + b"1",
    "conditions": b"1 if 1 else " * 500 + b"1",
    "lambdas": b"lambda: " * 500 + b"1",
    "comparisons": b"1" + b" < 1" * 500,
    "brackets": b"(" * 150 + b"1" + b")" * 150,
}


def nested_ifs(levels: int, indent: int) -> bytes:
    spaces = [b" " * (indent + level) for level in range(levels + 1)]
    return b"".join(space + b"if f:\n" for space in spaces[:-1]) + spaces[-1] + b"pass\n"


DEEP_STATEMENTS = {
    **{name: b"f = a = lambda: None\nx = " + expression + b"\n" for name, expression in DEEP_EXPRESSIONS.items()},
    "ifs": b"f = 1\n" + nested_ifs(95, 0),
    "elifs": b"f = 1\nif f:\n    pass\n" + b"elif f:\n    pass\n" * 500,
}
BEYOND_PYTHON = {
    "brackets": b"x = " + b"(" * 500 + b"1" + b")" * 1_000 + b"\n",
    "ifs": nested_ifs(1_000, 0),
}


BESIDE = {name: FAULTY + statements for name, statements in DEEP_STATEMENTS.items()}
CLAUSES = {name: FAULTY.replace(b"True", expression) for name, expression in DEEP_EXPRESSIONS.items()}
MENDED_CLAUSES = {name: REPAIRED.replace(b"True", expression) for name, expression in DEEP_EXPRESSIONS.items()}
METHODS = {
    name: b"\n    def other(self, a, f):\n        return " + expression + b"\n"
    for name, expression in DEEP_EXPRESSIONS.items()
}


@pytest.fixture(scope="module")
def mended(tmp_path_factory: pytest.TempPathFactory, program_in: Callable[..., Ended]) -> tuple[Path, Ended]:
    """Faults beside deep statements and methods, after one run."""
    methods = {f"{name}_method": FAULTY + method for name, method in METHODS.items()}
    folder = written(tmp_path_factory.mktemp("deep"), {**BESIDE, **methods})
    return folder, program_in(folder, "-q", "--write")


@pytest.fixture(scope="module")
def clauses(tmp_path_factory: pytest.TempPathFactory, program_in: Callable[..., Ended]) -> tuple[Path, Ended]:
    """Faults in deep clauses, after one run."""
    folder = written(tmp_path_factory.mktemp("deep"), CLAUSES)
    return folder, program_in(folder, "-q", "--write")


def test_deep_statements_without_a_fault_are_sound(
    tmp_path_factory: pytest.TempPathFactory, program_in: Callable[..., Ended]
) -> None:
    folder = written(tmp_path_factory.mktemp("sound"), DEEP_STATEMENTS)

    ended = program_in(folder, "-q", *(f"{name}.py" for name in DEEP_STATEMENTS), "neighbour.py")

    assert (ended.code, ended.out, ended.err) == (1, f"neighbour.py{FINDING}", "")


def test_faults_beside_deep_code_are_no_errors(mended: tuple[Path, Ended]) -> None:
    folder, ended = mended

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (folder / "neighbour.py").read_bytes() == REPAIRED


@pytest.mark.parametrize("name", DEEP_STATEMENTS)
def test_fault_beside_deep_statements_is_mended(name: str, mended: tuple[Path, Ended]) -> None:
    assert (mended[0] / f"{name}.py").read_bytes() == REPAIRED + DEEP_STATEMENTS[name]


@pytest.mark.parametrize("name", DEEP_EXPRESSIONS)
def test_fault_in_a_class_with_another_deep_method_is_mended(name: str, mended: tuple[Path, Ended]) -> None:
    assert (mended[0] / f"{name}_method.py").read_bytes() == REPAIRED + METHODS[name]


@pytest.mark.parametrize("name", DEEP_EXPRESSIONS)
def test_fault_in_a_deep_clause_is_mended_or_is_one_error(name: str, clauses: tuple[Path, Ended]) -> None:
    folder, ended = clauses
    errors = re.findall(rf"^{name}\.py: .*nested too deeply.*\n", ended.err, re.MULTILINE)

    outcome = (len(errors), (folder / f"{name}.py").read_bytes())
    assert outcome in [(0, MENDED_CLAUSES[name]), (1, CLAUSES[name])]


def test_deep_clauses_hide_nothing_else(clauses: tuple[Path, Ended]) -> None:
    folder, ended = clauses

    assert ended.code in {0, 2}
    assert re.fullmatch(r"(\w+\.py: .*nested too deeply.*\n)*", ended.err)
    assert (folder / "neighbour.py").read_bytes() == REPAIRED


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
