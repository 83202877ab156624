"""Notices: in a settled order, each once, and never at the cost of a run."""

from __future__ import annotations

from pathlib import Path

from trees import project

from channels_fix.advice import notices
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.registry import advisers_for, all_rules
from channels_fix.rule import Adviser, Notice

HERE = Path("requirements.txt")


class Old(Adviser):
    family = "SC"
    triggers = ((b"x",),)

    def check(self, module: Module, project: Project) -> list[Notice]:
        return [Notice("python 3.6", HERE, "is old"), Notice("channels 2", HERE, module.name[:1])]


class Failing(Old):
    def check(self, module: Module, project: Project) -> list[Notice]:
        raise KeyError(module.name)


class Deep(Old):
    def check(self, module: Module, project: Project) -> list[Notice]:
        return self.check(module, project)


def test_equal_notices_are_given_once_and_in_order(tmp_path: Path) -> None:
    index = project(tmp_path, {"b.py": "", "a.py": "", "a2.py": ""})
    advised = [(tmp_path / name, Old) for name in ("b.py", "a.py", "a2.py")]
    expected = (
        Notice("channels 2", HERE, "a"),
        Notice("channels 2", HERE, "b"),
        Notice("python 3.6", HERE, "is old"),
    )
    assert notices(advised, index) == expected
    assert notices(advised[::-1], index) == expected


def test_file_that_cannot_be_read_or_parsed_gives_none(tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": "def (\n"})
    assert notices([(tmp_path / "a.py", Old), (tmp_path / "missing.py", Old)], index) == ()


def test_adviser_that_fails_is_heard_of_and_the_others_go_on(tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": ""})
    found = notices([(tmp_path / "a.py", Failing), (tmp_path / "a.py", Old)], index)
    assert Notice("Failing", tmp_path / "a.py", "failed with KeyError; please report this") in found
    assert len(found) == 3


def test_what_is_nested_too_deeply_gives_none(tmp_path: Path) -> None:
    index = project(tmp_path, {"a.py": ""})
    assert notices([(tmp_path / "a.py", Deep)], index) == ()


def test_advisers_go_with_the_rules_of_their_family() -> None:
    rules = [rule for rule in all_rules() if rule.code == "SC001"]
    assert [adviser.__name__ for adviser in advisers_for(rules)] == ["HiddenErrors"]
    assert advisers_for([]) == ()
