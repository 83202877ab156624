"""A fix over several files is made in all of them or in none, and leaves the other fixes of these files alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import warm
from trees import write

RULES = Path(__file__).with_name("joint_rules.py")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Place:
    """A project, and an installation of the program with rules whose fixes change several files."""

    folder: Path
    site: Path

    def holds(self, **files: str) -> None:
        write(self.folder, {f"{name}.py": text for name, text in files.items()})

    def run(self, *arguments: str, stdin: str = "") -> Ended:
        environment = {**os.environ, "PYTHONPATH": f"{self.site}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
        environment["XDG_STATE_HOME"] = str(self.site / "state")
        ended = warm.run(["--select", "VJ", *arguments], self.folder, environment, stdin.encode())
        return Ended(ended.code, ended.out.decode(), ended.err.decode())

    def texts(self) -> dict[str, str]:
        return {path.stem: path.read_text() for path in sorted(self.folder.glob("*.py"))}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    site = tmp_path / "site"
    info = site / "joint_rules-1.0.dist-info"
    info.mkdir(parents=True)
    shutil.copy(RULES, site)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: joint-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[channels_fix.codemods]\njoint = joint_rules:pack\n")
    return Place(tmp_path / "project", site)


class TestMade:
    def test_every_file_of_a_fix_is_changed(self, place: Place) -> None:
        place.holds(a="pair(b, c)\n", b="half()\n", c="x = 1\nhalf()\n")
        ended = place.run("--write")
        assert ended.code == 0
        assert "3 files looked at, 1 finding in 1 file, 1 fixed, 0 left, 3 files changed" in ended.err
        assert place.texts() == {"a": "paired()\n", "b": "paired()\n", "c": "x = 1\npaired()\n"}

    def test_second_run_has_nothing_to_do(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="half()\n")
        place.run("--write")
        assert place.run("--write").err == "2 files looked at, nothing found\n"

    def test_equal_edits_of_two_findings_are_made_once(self, place: Place) -> None:
        place.holds(a="pair(c)\n", b="pair(c)\n", c="imports()\nhalf()\n")
        assert place.run("--write").code == 0
        assert place.texts()["c"] == "from halves import paired\n\n\nimports()\npaired()\n"

    def test_fix_that_changes_other_files_only(self, place: Place) -> None:
        place.holds(a="only_elsewhere()\npair(b)\n", b="half()\n")
        ended = place.run("--write")
        assert ended.code == 0
        assert "1 finding in 1 file, 1 fixed, 0 left, 1 file changed" in ended.err
        assert place.texts() == {"a": "only_elsewhere()\npair(b)\n", "b": "paired()\n"}

    def test_file_with_findings_of_its_own_gets_both(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="half()\nsingle()\n")
        ended = place.run("--write")
        assert "2 findings in 2 files, 2 fixed, 0 left\n" in ended.err
        assert place.texts() == {"a": "paired()\n", "b": "paired()\ndone()\n"}

    def test_unsafe_fix_waits_for_the_option(self, place: Place) -> None:
        place.holds(a="risky(b)\n", b="half()\n")
        assert "0 fixed, 1 left" in place.run("--write").err
        assert place.texts() == {"a": "risky(b)\n", "b": "half()\n"}
        assert place.run("--write", "--unsafe-fixes").code == 0
        assert place.texts() == {"a": "paired()\n", "b": "paired()\n"}

    def test_number_of_processes_changes_nothing(self, place: Place) -> None:
        views = {f"a{number}": f"pair(h{number})\n" for number in range(8)}
        place.holds(**views, **{f"h{number}": "half()\n" for number in range(8)})
        alone = place.run("--diff", "--jobs", "1").out
        assert alone.count("+paired()") == 16
        assert place.run("--diff", "--jobs", "2").out == alone


class TestShown:
    @pytest.fixture
    def pair(self, place: Place) -> Place:
        place.holds(a="pair(b)\n", b="half()\n")
        return place

    def test_diff_shows_all_files_and_changes_none(self, pair: Place) -> None:
        ended = pair.run("--diff")
        assert ended.code == 1
        assert [line for line in ended.out.splitlines() if line[0] in "+-"] == [
            "--- a/a.py",
            "+++ b/a.py",
            "-pair(b)",
            "+paired()",
            "--- a/b.py",
            "+++ b/b.py",
            "-half()",
            "+paired()",
        ]
        assert "1 finding in 1 file, 2 files changed\n1 fixable with --write\n" in ended.err
        assert pair.texts() == {"a": "pair(b)\n", "b": "half()\n"}

    def test_listing_names_the_finding_once(self, pair: Place) -> None:
        assert pair.run().out == "a.py:1:1: VJ002 [*] wrong: pair(b)\n"

    def test_edits_of_other_files_have_a_file_name_in_json(self, pair: Place) -> None:
        (finding,) = json.loads(pair.run("--output-format", "json").out)
        first, second = {"row": 1, "column": 1}, {"row": 2, "column": 1}
        assert finding["fix"]["edits"] == [
            {"content": "paired()\n", "location": first, "end_location": second},
            {
                "content": "paired()\n",
                "filename": str(pair.folder / "b.py"),
                "location": first,
                "end_location": second,
            },
        ]

    def test_edits_of_an_unsafe_fix_are_in_json_without_being_made(self, place: Place) -> None:
        place.holds(a="risky(b)\n", b="half()\n")
        (finding,) = json.loads(place.run("--output-format", "json").out)
        assert [edit.get("filename") for edit in finding["fix"]["edits"]] == [None, str(place.folder / "b.py")]

    def test_undo_patch_takes_all_files_back(self, pair: Place) -> None:
        pair.run("--write")
        (patch,) = pair.site.rglob("*.patch")
        subprocess.run(["git", "apply", "--whitespace=nowarn", str(patch)], cwd=pair.folder, check=True)
        assert pair.texts() == {"a": "pair(b)\n", "b": "half()\n"}


class TestOutOfReach:
    """A fix that would change a file that cannot be changed is not made, and the finding says why."""

    def test_file_outside_of_the_given_paths(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="half()\n")
        ended = place.run("--write", "a.py")
        assert ended.code == 1
        assert ended.out == (
            "a.py:1:1: VJ002 wrong: pair(b)\n    its fix changes b.py too, which is not among the given paths: "
            "give both, or the folder of the project\n"
        )
        assert place.texts() == {"a": "pair(b)\ndone()\n", "b": "half()\n"}

    def test_all_such_files_are_named(self, place: Place) -> None:
        place.holds(a="pair(b, c)\n", b="half()\n", c="half()\n")
        assert place.run("a.py").out.count("is not among the given paths") == 2

    def test_excluded_file(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="half()\n")
        ended = place.run("--write", "--exclude", "b.py")
        assert "    its fix changes b.py too, which is left out: name it as well\n" in ended.out
        assert place.texts() == {"a": "pair(b)\n", "b": "half()\n"}
        assert place.run("--write", "--exclude", "b.py", ".", "b.py").code == 0

    def test_file_that_is_read_but_not_edited(self, place: Place) -> None:
        write(place.folder, {"migrations/a.py": "x = 1\n", "migrations/b.py": "half()\n", "migrations/__init__.py": ""})
        (place.folder / "migrations" / "a.py").write_text("pair(b)\n")
        ended = place.run("migrations/a.py", ".")
        assert "    its fix changes migrations/b.py too, which is read but not edited: name it as well\n" in ended.out

    def test_file_that_wants_to_be_left_alone(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="# channels-fix: skip-file\nhalf()\n")
        ended = place.run("--write")
        assert "    its fix changes b.py too, which the comment `channels-fix: skip-file` keeps as it is\n" in ended.out
        assert place.texts()["a"] == "pair(b)\n"

    def test_file_with_an_error_of_its_own_is_no_file_of_a_fix(self, place: Place) -> None:
        place.holds(a="pair(b, c)\n", b="half()\n", c="single(\n")
        ended = place.run("--write", ".", "c.py")
        assert ended.code == 2
        assert place.texts() == {"a": "paired()\n", "b": "paired()\n", "c": "single(\n"}

    def test_file_in_which_a_rule_fails(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="crash()\nhalf()\nsingle()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "    its fix changes b.py too, which has an error\n" in ended.out
        assert "b.py: VJ001: failed with KeyError" in ended.err
        assert place.texts() == {"a": "pair(b)\ndone()\n", "b": "crash()\nhalf()\nsingle()\n"}

    def test_standard_input(self, place: Place) -> None:
        place.holds(b="half()\n")
        ended = place.run("--write", "-", "--stdin-filename", "a.py", stdin="pair(b)\nsingle()\n")
        assert ended.out == "pair(b)\ndone()\n"
        listed = place.run("-", "--stdin-filename", "a.py", stdin="pair(b)\n")
        assert "    its fix changes b.py too, which is not among the given paths" in listed.out
        assert place.texts() == {"b": "half()\n"}

    def test_runner_of_libcst(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="half()\n", commands=COMMANDS)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(place.site), os.environ.get("PYTHONPATH", "")])}
        command = [sys.executable, "-m", "libcst.tool", "codemod", "-x", "--no-format", "commands.Paired"]
        ended = subprocess.run(
            [*command, "-j", "1", "a.py", "b.py"],
            cwd=place.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "a.py:1:1: VJ002 wrong: pair(b) (its fix changes b.py too" in ended.stderr
        assert " - 1 warnings were generated." in ended.stderr
        assert (place.texts()["a"], place.texts()["b"]) == ("pair(b)\n", "half()\n")


COMMANDS = """\
from channels_fix.libcst_command import RuleCommand
from joint_rules import Pair


class Paired(RuleCommand, rule=Pair):
    pass
"""


class TestFailed:
    """What fails in one file of a fix leaves all of its files without it."""

    @pytest.mark.parametrize(
        ("other", "reason"),
        [
            ("breaks()\nhalf()\nsingle()\n", "the result would not be valid Python"),
            ("comments()\nhalf()  # why\nsingle()\n", "the comment '# why' would be lost"),
            ("# coding: latin-1\nletters()\nhalf()\nsingle()\n", "the new text cannot be written in iso-8859-1"),
        ],
        ids=["rewriting", "verification", "encoding"],
    )
    def test_other_fixes_of_its_files_are_made(self, other: str, reason: str, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b=other, c="pair(d)\n", d="half()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert f"b.py: VJ002: not fixed here nor in a.py, {reason}" in ended.err
        assert "4 findings in 3 files, 3 fixed, 1 left, 4 files changed, 1 error" in ended.err
        assert ended.out == "a.py:1:1: VJ002 [*] wrong: pair(b)\n"
        assert place.texts() == {
            "a": "pair(b)\ndone()\n",
            "b": other.replace("single", "done"),
            "c": "paired()\n",
            "d": "paired()\n",
        }

    def test_fix_that_brings_about_a_fault_elsewhere(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="leaves()\nhalf()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "b.py: VJ002: not fixed here nor in a.py, it would bring about: VJ004 left" in ended.err
        assert place.texts() == {"a": "pair(b)\ndone()\n", "b": "leaves()\nhalf()\n"}

    def test_file_in_which_a_rule_fails_after_the_fix(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="crash_behind()\nhalf()\nsingle()\n", c="pair(d)\n", d="half()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "b.py: VJ001: failed with KeyError" in ended.err
        assert place.texts() == {
            "a": "pair(b)\ndone()\n",
            "b": "crash_behind()\nhalf()\nsingle()\n",
            "c": "paired()\n",
            "d": "paired()\n",
        }

    def test_fix_of_a_file_alone_that_fails_takes_what_this_file_shares(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="half()\nunfit()\nsingle()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "b.py: VJ001: not fixed, the result would not be valid Python" in ended.err
        assert place.texts() == {"a": "pair(b)\ndone()\n", "b": "half()\nunfit()\nsingle()\n"}

    def test_shared_edit_stays_with_the_fix_that_does_not_fail(self, place: Place) -> None:
        place.holds(a="pair(bad, c)\n", b="pair(c)\n", c="half()\n", bad="breaks()\nhalf()\n")
        ended = place.run("--write")
        assert "bad.py: VJ002: not fixed here nor in a.py, c.py, the result" in ended.err
        assert place.texts() == {
            "a": "pair(bad, c)\n",
            "b": "paired()\n",
            "bad": "breaks()\nhalf()\n",
            "c": "paired()\n",
        }

    def test_finding_that_is_left_and_says_its_row_is_known_again_in_another_one(self, place: Place) -> None:
        place.holds(a="rows()\nimports()\nhalf()\npair(bad)\n", b="pair(a)\nsingle()\n", bad="breaks()\nhalf()\n")
        ended = place.run("--write")
        assert "a.py:7:1: VJ002 [*] wrong: pair(bad) (here.py:7)\n" in ended.out
        assert place.texts()["b"] == "paired()\ndone()\n"
        assert place.texts()["a"] == "from halves import paired\n\n\nrows()\nimports()\npaired()\npair(bad)\n"

    def test_json_and_diff_have_the_error(self, place: Place) -> None:
        place.holds(a="pair(b)\n", b="breaks()\nhalf()\n")
        listed = json.loads(place.run("--output-format", "json").out)
        assert [(one["code"], Path(one["filename"]).name) for one in listed] == [("VJ002", "a.py"), (None, "b.py")]
        ended = place.run("--diff")
        assert (ended.code, ended.out) == (2, "")


class TestRounds:
    def test_later_fix_is_made_on_what_one_over_several_files_made(self, place: Place) -> None:
        place.holds(a="pair(b)\nlater()\n", b="half()\n")
        assert place.run("--write").code == 0
        assert place.texts() == {"a": "paired()\nlatest()\n", "b": "paired()\n"}

    def test_later_fix_that_fails_takes_an_earlier_one_over_several_files_with_it(self, place: Place) -> None:
        place.holds(a="pair(b)\nlater()\nunfit_later()\n", b="half()\nsingle()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "a.py: VJ005: not fixed, the result would not be valid Python" in ended.err
        assert place.texts() == {"a": "pair(b)\nlater()\nunfit_later()\n", "b": "half()\ndone()\n"}

    def test_later_fix_over_several_files(self, place: Place) -> None:
        place.holds(a="pair(b)\nchain(c)\n", b="half()\n", c="half()\n")
        assert place.run("--write").code == 0
        assert place.texts() == {"a": "paired()\npaired()\n", "b": "paired()\n", "c": "paired()\n"}

    def test_later_fix_over_several_files_that_fails_leaves_the_earlier_one(self, place: Place) -> None:
        place.holds(a="pair(b)\nchain(c)\n", b="half()\n", c="breaks()\nhalf()\n")
        ended = place.run("--write")
        assert ended.code == 2
        assert "c.py: VJ006: not fixed here nor in a.py, the result" in ended.err
        assert place.texts() == {"a": "paired()\nchain(c)\n", "b": "paired()\n", "c": "breaks()\nhalf()\n"}


class TestUnwritable:
    def test_read_only_file_keeps_the_others_from_the_fix_and_not_from_their_own(self, place: Place) -> None:
        place.holds(a="pair(b)\nsingle()\n", b="half()\n", c="pair(a)\n")
        (place.folder / "b.py").chmod(0o444)
        ended = place.run("--write")
        assert ended.code == 2
        assert "b.py: VJ002: not fixed here nor in a.py, permission denied: file is read-only" in ended.err
        assert place.texts() == {"a": "pair(b)\ndone()\n", "b": "half()\n", "c": "paired()\n"}

    def test_read_only_file_alone_is_the_same_as_ever(self, place: Place) -> None:
        place.holds(a="single()\n", b="pair(c)\n", c="half()\n")
        (place.folder / "a.py").chmod(0o444)
        ended = place.run("--write")
        assert "a.py: permission denied: file is read-only" in ended.err
        assert place.texts() == {"a": "single()\n", "b": "paired()\n", "c": "paired()\n"}
