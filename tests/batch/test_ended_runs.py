"""Runs that are ended from outside, and runs that meet another one."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from origins import (
    FAULTY,
    batch,
    begun,
    comes_true,
    commit,
    git,
    has_branch,
    is_gone,
    migrate,
    options_of,
    origin,
    repository_at,
)

from channels_fix.batch.git import GitError
from channels_fix.batch.programs import Programs, StoppedError
from channels_fix.batch.retrying import patiently

WAIT = 60.0


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_a_run_that_is_ended_leaves_no_check_and_goes_on_later(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    faulty, pid = origin(tmp_path / "faulty"), tmp_path / "pid"
    check = ["--check", f"test -e {tmp_path}/good || {{ setsid sleep 600 & echo $! > {pid}; sleep 600; }}", "--push"]
    with begun(tmp_path, [faulty], *check) as process:
        assert comes_true(lambda: pid.exists() and bool(pid.read_text()))
        process.send_signal(sent)
        out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert is_gone(pid)
    (tmp_path / "good").touch()
    ran = migrate(tmp_path, [faulty], *check)
    assert (ran.code, ran.outcomes) == (0, ["fixed"])
    assert list((tmp_path / "workspace" / "work").iterdir()) == []


def test_what_a_killed_git_leaves_in_a_mirror_is_in_nobodys_way(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    migrate(tmp_path, [faulty])
    (mirror,) = (tmp_path / "workspace" / "mirrors").iterdir()
    left = [
        "shallow.lock",
        "config.lock",
        "index-channels-fix.lock",
        "refs/channels-fix/base.lock",
        "objects/pack/tmp_x",
    ]
    [(mirror / name).touch() for name in left]
    mirror.with_name(f"{mirror.name}.new").mkdir()
    (tmp_path / "workspace" / ".report.html-x").touch()
    commit(faulty, {"more.py": FAULTY})
    assert migrate(tmp_path, [faulty], "--push").outcomes == ["fixed"]
    assert [name for name in left if (mirror / name).exists()] == []
    assert not (tmp_path / "workspace" / ".report.html-x").exists()


def test_a_mirror_that_was_half_made_is_made_again(tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    new = Path(tmp_path, "workspace", "mirrors", f"{repository_at(faulty).slug}.git.new")
    begun = migrate(tmp_path, [tmp_path / "missing"])
    git(origin(new, {}), "config", "core.bare", "false")
    assert (begun.outcomes, migrate(tmp_path, [faulty], "--push").outcomes) == (["failed"], ["fixed"])
    assert not new.exists()


def test_two_runs_on_one_workspace_exclude_each_other(tmp_path: Path) -> None:
    faulty, mark = origin(tmp_path / "faulty"), tmp_path / "checking"
    check = ["--check", f"touch {mark}; while test -e {mark}; do sleep 0.1; done"]
    with begun(tmp_path, [faulty], *check) as process:
        assert comes_true(mark.exists)
        second = batch(tmp_path, *options_of(tmp_path, [faulty]))
        mark.unlink()
        process.communicate(timeout=WAIT)
    assert (second.code, second.out) == (2, "")
    assert second.err == (
        f"channels-fix: {tmp_path}/workspace: another run uses this workspace: wait for it, or choose another one\n"
    )
    assert process.returncode == 0


def test_the_end_of_a_run_waits_for_no_other_try() -> None:
    programs, tried = Programs(), []

    def fail() -> None:
        tried.append(1)
        programs.stop()
        raise GitError("git fetch: connection reset", is_transient=True)

    with pytest.raises(StoppedError):
        patiently(fail, programs.pause)
    assert tried == [1]


def test_a_folder_that_is_no_workspace_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "workspace").mkdir()
    (tmp_path / "workspace" / "thesis.txt").write_text("x")
    ran = migrate(tmp_path, [tmp_path / "any"])
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"channels-fix: {tmp_path}/workspace: neither empty nor a workspace: choose another folder\n"
    assert [file.name for file in (tmp_path / "workspace").iterdir()] == ["thesis.txt"]


def test_a_push_that_was_cut_behind_its_end_is_not_made_again(tmp_path: Path) -> None:
    """The server has the branch, and the run is killed before it can note that."""
    faulty = origin(tmp_path / "faulty")
    git(faulty, "config", "core.logAllRefUpdates", "always")
    dry = migrate(tmp_path, [faulty])
    (mirror,) = (tmp_path / "workspace" / "mirrors").glob("*.git")
    git(mirror, "push", "--quiet", str(faulty), f"{dry.json[0]['commit']}:refs/heads/channels-fix")
    ran = migrate(tmp_path, [faulty], "--push")
    assert (ran.code, ran.outcomes, ran.json[0]["pushed"]) == (0, ["fixed"], True)
    assert len(git(faulty, "reflog", "show", "channels-fix", "--").splitlines()) == 1
    assert has_branch(faulty, "channels-fix")
