"""Runs after the first one: what is done is not done again, whatever happened in between."""

from __future__ import annotations

from pathlib import Path

from origins import DOUBTFUL, FAULTY, SOUND, batch, commit, git, migrate, origin, tip


def pushes(repository: Path) -> int:
    """How often a branch of the repository was set."""
    return len(git(repository, "reflog", "show", "channels-fix", "--").splitlines())


def watched(repository: Path) -> Path:
    """A repository that keeps account of what is pushed to it."""
    git(repository, "config", "core.logAllRefUpdates", "always")
    return repository


def objects(workspace: Path) -> set[tuple[str, int]]:
    """The files of all mirrors, and when they were written."""
    return {(str(file), file.stat().st_mtime_ns) for file in (workspace / "mirrors").rglob("*") if file.is_file()}


def test_a_rerun_does_nothing(tmp_path: Path) -> None:
    repositories = [watched(origin(tmp_path / "faulty")), origin(tmp_path / "sound", {"a.py": SOUND})]
    repositories.append(origin(tmp_path / "doubtful", {"views.py": DOUBTFUL}))
    count = f"echo checked >> {tmp_path / 'checks'}"
    first = migrate(tmp_path, repositories, "--push", "--check", count)
    kept = objects(tmp_path / "workspace")
    second = migrate(tmp_path, repositories, "--push", "--check", count)
    assert first.outcomes == ["fixed", "clean", "skipped"]
    assert [{**one, "seconds": 0} for one in second.json] == [{**one, "seconds": 0} for one in first.json]
    assert (first.code, second.code) == (1, 1)
    assert (pushes(repositories[0]), (tmp_path / "checks").read_text()) == (1, "checked\n")
    assert objects(tmp_path / "workspace") == kept


def test_a_dry_run_is_pushed_later_without_being_done_again(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    count = f"echo checked >> {tmp_path / 'checks'}"
    dry = migrate(tmp_path, [faulty], "--check", count)
    wet = migrate(tmp_path, [faulty], "--check", count, "--push")
    assert [one["commit"] for one in wet.json] == [one["commit"] for one in dry.json] == [tip(faulty)]
    assert ([one["pushed"] for one in (*dry.json, *wet.json)], pushes(faulty)) == ([False, True], 1)
    assert (tmp_path / "checks").read_text() == "checked\n"


def test_another_workspace_comes_to_an_existing_branch(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    commit(faulty, {"other.txt": "somebody's"}, "channels-fix")
    theirs = tip(faulty)
    skipped = migrate(tmp_path, [faulty], "--push")
    assert (skipped.code, skipped.outcomes, tip(faulty)) == (1, ["skipped"], theirs)
    assert "--on-existing update or replace" in str(skipped.errors[0])
    replaced = migrate(tmp_path, [faulty], "--push", "--on-existing", "replace")
    assert (replaced.code, replaced.outcomes) == (0, ["fixed"])
    assert git(faulty, "rev-list", "--count", "main..channels-fix") == "1"
    again = migrate(tmp_path, [faulty], "--push", "--on-existing", "replace")
    assert (again.outcomes, tip(faulty)) == (["fixed"], replaced.json[0]["commit"])


def test_an_existing_branch_is_updated_by_a_commit(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    git(faulty, "branch", "channels-fix", "main")
    theirs = commit(faulty, {"more.py": FAULTY}, "channels-fix")
    first = migrate(tmp_path, [faulty], "--push", "--on-existing", "update")
    ours = tip(faulty)
    assert (first.code, first.json[0]["changed_files"]) == (0, ["chat/consumers.py", "more.py"])
    assert git(faulty, "rev-parse", f"{ours}^") == theirs
    stated = [f"the branch channels-fix was there already, at {theirs[:12]}: a commit was added to it"]
    assert first.json[0]["notices"] == stated
    second = migrate(tmp_path, [faulty], "--push", "--on-existing", "update")
    assert (second.code, tip(faulty), pushes(faulty)) == (0, ours, 3)
    assert second.json[0]["notices"] == stated


def test_a_base_that_moved_is_looked_at_again(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    first = migrate(tmp_path, [faulty])
    newer = commit(faulty, {"more.py": FAULTY})
    second = migrate(tmp_path, [faulty], "--push")
    assert first.json[0]["changed_files"] == ["chat/consumers.py"]
    assert second.json[0]["changed_files"] == ["chat/consumers.py", "more.py"]
    assert git(faulty, "rev-parse", "channels-fix^") == newer


def test_a_push_that_is_refused_is_not_counted_as_one(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    commit(faulty, {"a.txt": "A\n"}, "channels-fix/other")
    refused = migrate(tmp_path, [faulty], "--push")
    assert (refused.outcomes, refused.json[0]["pushed"]) == (["failed"], False)
    status = ("status", "--workspace", tmp_path / "workspace", "--output-format", "json")
    assert batch(tmp_path, *status).json == []
    git(faulty, "branch", "--quiet", "-D", "channels-fix/other")
    assert (migrate(tmp_path, [faulty], "--push").outcomes, pushes(faulty)) == (["fixed"], 1)
    assert [one["state"] for one in batch(tmp_path, *status).json] == ["pushed"]


def test_other_options_are_other_work(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    assert migrate(tmp_path, [faulty]).outcomes == ["fixed"]
    assert migrate(tmp_path, [faulty], "--select", "CE").outcomes == ["clean"]


def test_the_patch_is_that_of_the_last_run(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty", {"sc.py": FAULTY, "av.py": DOUBTFUL})
    for options, file in ([], "sc.py"), (["--select", "AV", "--unsafe-fixes"], "av.py"), ([], "sc.py"):
        assert migrate(tmp_path, [faulty], *options).json[0]["changed_files"] == [file]
        (patch,) = (tmp_path / "workspace" / "patches").iterdir()
        assert patch.read_text().startswith(f"--- a/{file}\n")


def test_one_repository_is_one_wherever_the_run_is_started(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    (tmp_path / "here").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "here")
    (tmp_path / "here" / "list.txt").write_text("../faulty\n")
    options = ("--workspace", tmp_path / "workspace", "--output-format", "json", "--push")
    for place, file in ("here", "list.txt"), (".", "here/list.txt"), ("here", "../link/list.txt"):
        ran = batch(tmp_path, tmp_path / place / file, *options)
        assert (ran.outcomes, ran.json[0]["repository"]) == (["fixed"], str(faulty))


def test_a_failed_check_stays_until_it_is_asked_for(tmp_path: Path) -> None:
    faulty, sound = origin(tmp_path / "faulty"), origin(tmp_path / "sound", {"a.py": SOUND})
    check = ["--check", f"echo run >> {tmp_path}/checks; test -e {tmp_path}/good"]
    first = migrate(tmp_path, [faulty, sound], *check)
    assert (first.code, first.outcomes, first.errors[0]) == (2, ["failed", "clean"], "the check ended with 1")
    (tmp_path / "good").touch()
    assert migrate(tmp_path, [faulty, sound], *check).outcomes == ["failed", "clean"]
    assert (tmp_path / "checks").read_text() == "run\n"
    again = migrate(tmp_path, [faulty, sound], *check, "--only-failed")
    assert (again.code, again.outcomes) == (0, ["fixed"])
    assert migrate(tmp_path, [faulty, sound], *check, "--only-failed").json == []


def test_what_failed_for_a_reason_that_passes_is_tried_again(tmp_path: Path) -> None:
    first = migrate(tmp_path, [tmp_path / "late"])
    origin(tmp_path / "late")
    second = migrate(tmp_path, [tmp_path / "late"])
    assert (first.outcomes, second.outcomes) == (["failed"], ["fixed"])


def test_no_more_begin_than_may_fail(tmp_path: Path) -> None:
    bad = [tmp_path / f"bad-{number}" for number in range(4)]
    good = origin(tmp_path / "good")
    one_by_one = ["-j", "1"]
    fast = migrate(tmp_path, [*bad, good], "--fail-fast", *one_by_one)
    assert (fast.code, fast.outcomes) == (2, ["failed", *["skipped"] * 4])
    assert fast.errors[-1] == "not begun: 1 repository had failed"
    some = migrate(tmp_path, [*bad, good], "--max-failures", "5", *one_by_one)
    assert some.outcomes == [*["failed"] * 4, "fixed"]
    few = migrate(tmp_path, [good, *bad], "--limit", "2")
    assert few.outcomes == ["fixed", "failed"]
