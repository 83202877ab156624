"""One run of `channels-fix batch` over few repositories, as a user starts it."""

from __future__ import annotations

from pathlib import Path

import pytest
from origins import (
    BROKEN,
    DOUBTFUL,
    FAULTY,
    PROJECT,
    SOUND,
    batch,
    commit,
    content,
    git,
    has_branch,
    migrate,
    origin,
    tip,
)


def test_a_dry_run_leaves_a_patch_and_changes_nothing_else(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    before = git(faulty, "for-each-ref")
    ran = migrate(tmp_path, [faulty])
    assert (ran.code, ran.outcomes, ran.errors) == (0, ["fixed"], [None])
    assert git(faulty, "for-each-ref") == before
    (patch,) = (tmp_path / "workspace" / "patches").iterdir()
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(faulty), str(clone))
    git(clone, "apply", str(patch))
    assert "raise" in (clone / "chat/consumers.py").read_text()


def test_the_json_says_what_was_done(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    ran = migrate(tmp_path, [faulty], "--push")
    (one,) = ran.json
    assert ran.code == 0
    assert [*one] == [
        *("repository", "outcome", "branch", "base", "commit", "findings", "changed_files", "pushed", "pull_request"),
        *("error", "seconds", "notices"),
    ]
    (finding,) = one.pop("findings")
    assert (finding["code"], finding["filename"], finding["fixed"]) == ("SC001", "chat/consumers.py", True)
    assert one.pop("seconds") > 0
    assert one == {
        "repository": str(faulty),
        "outcome": "fixed",
        "branch": "channels-fix",
        "base": "main",
        "commit": tip(faulty),
        "changed_files": ["chat/consumers.py"],
        "pushed": True,
        "pull_request": None,
        "error": None,
        "notices": [],
    }


def test_the_branch_holds_one_commit_of_the_user_on_the_base(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    migrate(tmp_path, [faulty], "--push")
    assert git(faulty, "rev-list", "--count", "main..channels-fix") == "1"
    assert git(faulty, "diff", "--name-only", "main", "channels-fix") == "chat/consumers.py"
    assert git(faulty, "log", "-1", "--format=%an <%ae> %cn", "channels-fix") == "Ada <ada@example.org> Ada"
    assert "raise" in content(faulty, "chat/consumers.py")


def test_what_a_run_finds_decides_its_exit_code(tmp_path: Path) -> None:
    sound = origin(tmp_path / "sound", {"chat/consumers.py": SOUND})
    broken = origin(tmp_path / "broken", {"chat/consumers.py": BROKEN})
    ran = migrate(tmp_path, [sound])
    assert (ran.code, ran.outcomes) == (0, ["clean"])
    ran = migrate(tmp_path, [broken, tmp_path / "missing", sound])
    assert (ran.code, ran.outcomes) == (2, ["failed", "failed", "clean"])
    syntax, missing, _ = ran.errors
    assert syntax.startswith("chat/consumers.py: cannot parse: line 4: invalid syntax (read as Python 3.")
    assert missing is not None
    assert "does not appear to be a git repository" in missing


def test_in_an_empty_repository_there_is_nothing_to_fix(tmp_path: Path) -> None:
    empty = origin(tmp_path / "empty", {})
    ran = migrate(tmp_path, [empty], "--push")
    assert (ran.code, ran.outcomes, ran.errors) == (0, ["clean"], [None])
    assert ran.json[0]["notices"] == ["the repository is empty"]
    assert migrate(tmp_path, [empty], "--base", "main").outcomes == ["clean"]
    commit(empty, PROJECT, "trunk")
    without_head, without_base = migrate(tmp_path, [empty]), migrate(tmp_path, [empty], "--base", "main")
    assert (without_head.outcomes, without_base.errors) == (["failed"], ["it has no branch main"])
    assert without_head.errors == ["it has no branch that its HEAD names: name one as `base`"]


def test_a_finding_that_no_fix_takes_alone_is_left_to_a_person(tmp_path: Path) -> None:
    doubtful = origin(tmp_path / "doubtful", {"views.py": DOUBTFUL})
    ran = migrate(tmp_path, [doubtful], "--push")
    (one,) = ran.json
    assert (ran.code, [finding["fixed"] for finding in one["findings"]]) == (1, [False, False])
    assert one["error"] == "findings left to a person: --unsafe-fixes makes the fixes that need a look"
    assert not has_branch(doubtful, "channels-fix")


def test_a_finding_without_a_fix_is_left_to_a_person(tmp_path: Path) -> None:
    retried = FAULTY.replace("    async def dispatch", "    @tenacity.retry\n    async def dispatch")
    left = retried.replace("except Exception", "except ValueError")
    found = origin(tmp_path / "retried", {"a.py": f"import tenacity\n{left}"})
    assert migrate(tmp_path, [found]).errors == ["findings left to a person: there is no fix for them"]


@pytest.mark.parametrize("options", [["--pr"], ["--push", "--dry-run"], ["--branch", "a..b"], ["--author", "Ada"]])
def test_options_that_cannot_be_used_end_with_2(tmp_path: Path, options: list[str]) -> None:
    ran = migrate(tmp_path, [origin(tmp_path / "faulty", PROJECT)], *options)
    assert (ran.code, ran.out) == (2, "")
    assert options[0] in ran.err


def test_a_run_without_a_manifest_says_so(tmp_path: Path) -> None:
    ran = batch(tmp_path, "--workspace", "workspace")
    assert ran.code == 2
    assert "which repositories?" in ran.err
