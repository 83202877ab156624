"""Fixes that others must come before are made in the same run, on what those have made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import warm
from trees import write

RULES = '''\
import ast
from dataclasses import dataclass, replace

import libcst as cst

from channels_fix.edits.statements import ReplaceStatement
from channels_fix.resolution import Knowledge
from channels_fix.rule import Applicability, Edit, Finding, Fix, Pack, Rule


@dataclass(frozen=True)
class Breaks(Edit):
    target = "statement"

    def around(self, node):
        return [node.with_changes(body=[cst.Expr(cst.Name("def"))])]


def calls(module, word):
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.Expr) and ast.unparse(node) == f"{word}()"]


class OfCalls(Rule):
    triggers = ((b"()",),)

    def found(self, module, node, edit):
        place = module.span(node)
        fix = Fix("mend", (edit(place),))
        return Finding(module.path, self.code, self.name, f"wrong: {self.name}", place, Applicability.SAFE, fix)


class First(OfCalls):
    """The call `first()` is to be `middle()`."""

    code, name = "VR001", "first"

    def check(self, module, project):
        for node in calls(module, "first"):
            yield self.found(module, node, lambda place: ReplaceStatement(place, "middle()"))


class Later(OfCalls):
    """The call `middle()` is to be `last()`."""

    code, name, behind = "VR002", "later", ("VR001",)

    def check(self, module, project):
        for node in calls(module, "middle"):
            yield self.found(module, node, lambda place: ReplaceStatement(place, "last()"))


class Elsewhere(OfCalls):
    """A file `there.py` beside one with `middle()` is to be without `there()`."""

    code, name, behind = "VR003", "elsewhere", ("VR001",)

    def check(self, module, project):
        there = project.load(module.path.parent / "there.py")
        if there and calls(module, "middle"):
            for node in calls(there, "there"):
                yield self.found(there, node, lambda place: ReplaceStatement(place, "gone()"))


class Broken(OfCalls):
    """The fix for `middle()` in a file with `broken()` is none."""

    code, name, behind = "VR004", "broken", ("VR001",)

    def check(self, module, project):
        for node in calls(module, "middle") if calls(module, "broken") else ():
            yield self.found(module, node, Breaks)


class Shy(OfCalls):
    """The call `shy()` is to be `bold()`, which is shown only as long as there is a `first()`."""

    code, name, behind = "VR005", "shy", ("VR001",)

    def check(self, module, project):
        for node in calls(module, "shy"):
            found = self.found(module, node, lambda place: ReplaceStatement(place, "bold()"))
            if calls(module, "first"):
                found = replace(found, applicability=Applicability.DISPLAY, fix=None)
            yield found


class Freed(OfCalls):
    """Each call of a word is to be another one, which is shown only as long as there is what frees it."""

    def check(self, module, project):
        for node in calls(module, self.word):
            found = self.found(module, node, lambda place: ReplaceStatement(place, self.instead))
            if calls(module, self.until_gone):
                found = replace(found, applicability=Applicability.DISPLAY, fix=None)
            yield found


class Coy(Freed):
    """The call `coy()` is to be `shown()` once there is no `middle()`."""

    code, name, word, instead, until_gone = "VR006", "coy", "coy", "shown()", "middle"


class Idle(Freed):
    """The call `idle()` stays what it is once there is no `middle()`."""

    code, name, word, instead, until_gone = "VR007", "idle", "idle", "idle()", "middle"


class Shown(OfCalls):
    """The call `shown()` is to be `gone()`."""

    code, name, behind = "VR008", "shown", ("VR006",)

    def check(self, module, project):
        for node in calls(module, "shown"):
            yield self.found(module, node, lambda place: ReplaceStatement(place, "gone()"))


def pack():
    return Pack((First, Later, Elsewhere, Broken, Shy, Coy, Idle, Shown), Knowledge)
'''


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """An installed distribution with rules that come behind others."""
    site = tmp_path / "site"
    info = site / "round_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "round_rules.py").write_text(RULES)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: round-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[channels_fix.codemods]\nrounds = round_rules:pack\n")
    return site


def write_fixes(rules: Path, folder: Path, select: str, *more: str) -> Ended:
    environment = {**os.environ, "PYTHONPATH": f"{rules}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    environment["XDG_STATE_HOME"] = str(rules / "state")
    ended = warm.run(["--write", "--select", select, *more, "."], folder, environment)
    return Ended(ended.code, ended.out.decode(), ended.err.decode())


def test_later_fix_is_made_on_what_the_first_one_made(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\n"})
    ended = write_fixes(rules, folder, "VR001,VR002")
    assert ended.code == 0
    assert "1 finding in 1 file, 1 fixed, 0 left" in ended.err
    assert (folder / "a.py").read_text() == "last()\n"


def test_second_run_has_nothing_to_do(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\n"})
    write_fixes(rules, folder, "VR001,VR002")
    assert "nothing found" in write_fixes(rules, folder, "VR001,VR002").err


def test_later_rule_alone_does_not_wait_for_the_first_one(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\nmiddle()\n"})
    write_fixes(rules, folder, "VR002")
    assert (folder / "a.py").read_text() == "first()\nlast()\n"


def test_later_fix_reaches_a_file_in_which_nothing_was_found_before(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\n", "there.py": "there()\n"})
    ended = write_fixes(rules, folder, "VR001,VR003")
    assert ended.code == 0
    assert (folder / "there.py").read_text() == "gone()\n"
    assert "2 findings in 2 files, 2 fixed, 0 left" in ended.err


def test_later_fix_leaves_a_file_alone_that_was_not_given(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\n", "there.py": "there()\n"})
    ended = write_fixes(rules, folder, "VR001,VR003", "--exclude", "there.py")
    assert ended.code == 0
    assert (folder / "a.py").read_text() == "middle()\n"
    assert (folder / "there.py").read_text() == "there()\n"


def test_ignored_line_stays_ignored_in_a_later_round(rules: Path, tmp_path: Path) -> None:
    text = "first()\nmiddle()  # channels-fix: ignore[VR002]\n"
    folder = write(tmp_path / "project", {"a.py": text})
    write_fixes(rules, folder, "VR001,VR002")
    assert (folder / "a.py").read_text() == "last()\nmiddle()  # channels-fix: ignore[VR002]\n"


def test_file_whose_later_fix_fails_stays_as_it_was(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\nbroken()\n", "b.py": "first()\n"})
    ended = write_fixes(rules, folder, "VR001,VR004")
    assert ended.code == 2
    assert "a.py: VR004: not fixed" in ended.err
    assert (folder / "a.py").read_text() == "first()\nbroken()\n"
    assert (folder / "b.py").read_text() == "middle()\n"


def test_rounds_in_several_processes_give_the_same(rules: Path, tmp_path: Path) -> None:
    names = [f"m{number}.py" for number in range(14)]
    folder = write(tmp_path / "project", dict.fromkeys(names, "first()\n"))
    ended = write_fixes(rules, folder, "VR001,VR002", "--jobs", "2")
    assert "14 fixed, 0 left" in ended.err
    assert {(folder / name).read_text() for name in names} == {"last()\n"}


def test_finding_that_comes_to_be_fixable_is_fixed_and_counted(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "first()\nshy()\n"})
    ended = write_fixes(rules, folder, "VR001,VR005")
    assert (folder / "a.py").read_text() == "middle()\nbold()\n"
    assert "2 findings in 1 file, 2 fixed, 0 left" in ended.err


def test_fix_that_another_one_makes_possible_is_made_in_the_same_run(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "middle()\ncoy()\ncoy()\n"})
    ended = write_fixes(rules, folder, "VR002,VR006")
    assert ended.code == 0
    assert (folder / "a.py").read_text() == "last()\nshown()\nshown()\n"
    assert "3 findings in 1 file, 3 fixed, 0 left" in ended.err


def test_fix_that_comes_behind_one_made_possible_is_made_on_it(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "middle()\ncoy()\n"})
    ended = write_fixes(rules, folder, "VR002,VR006,VR008")
    assert ended.code == 0
    assert (folder / "a.py").read_text() == "last()\ngone()\n"


def test_fix_made_possible_that_leaves_its_fault_is_not_made(rules: Path, tmp_path: Path) -> None:
    folder = write(tmp_path / "project", {"a.py": "middle()\nidle()\n", "b.py": "middle()\n"})
    ended = write_fixes(rules, folder, "VR002,VR007")
    assert ended.code == 2
    assert "a.py: VR007: its fix leaves the fault in line 2; not fixed" in ended.err
    assert (folder / "a.py").read_text() == "middle()\nidle()\n"
    assert (folder / "b.py").read_text() == "last()\n"
