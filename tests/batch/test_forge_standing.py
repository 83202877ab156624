"""`channels-fix batch status` and `channels-fix batch close`."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from forge_runs import APIS, hosted, intend, propose, run, shapes_of, written
from forge_server import TOKEN, Fault, ForgeServer
from origins import batch, commit, has_branch, tip

from channels_fix.batch.closing import close_all
from channels_fix.batch.journal import Journal, Key
from channels_fix.batch.servers import Server
from channels_fix.batch.standing import WAITS, report

KINDS = ("github", "gitlab")
by_kind = pytest.mark.parametrize("kind", KINDS)


@pytest.fixture(autouse=True)
def _with_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORGE_TOKEN", TOKEN)


def pushed(folder: Path, server: ForgeServer, name: str, kind: str = "github", *, proposed: bool = True) -> Path:
    """A repository whose branch a run pushed, with a pull request or without one; the repository."""
    url = hosted(server, name)
    repository = server.root / f"{name}.git"
    done = commit(repository, {"chat/consumers.py": "fixed = True\n"}, "channels-fix")
    at = Server.of(server.host, kind, f"{server.url}{APIS[kind]}", "FORGE_TOKEN")
    kept = {"state": "done", "commit": done, "project": name, "branch": "channels-fix", "server": asdict(at)}
    rows: dict[str, dict[str, Any]] = {"push": kept}
    if proposed:
        request = server.open(name, "channels-fix")
        rows["pull_request"] = {"state": "done", "number": request.number, "url": f"{server.url}/{name}/pull/1"}
    (folder / "workspace").mkdir(exist_ok=True)
    journal = Journal(folder / "workspace/journal.sqlite3")
    journal.write(Key(url, tip(repository, "main"), "0" * 16), rows)
    journal.close()
    return repository


class Told:
    """What the commands say in this process; `errors` is what the last one said on stderr."""

    def __init__(self, folder: Path, output: pytest.CaptureFixture[str]) -> None:
        self.errors = ""
        self._workspace = folder / "workspace"
        self._output = output

    def status(self) -> tuple[int, list[dict[str, Any]]]:
        return self._said(report(self._workspace, is_json=True, waits=(0.0, 0.0)))

    def close(self) -> tuple[int, list[dict[str, Any]]]:
        return self._said(close_all(self._workspace, is_json=True))

    def _said(self, code: int) -> tuple[int, list[dict[str, Any]]]:
        output, self.errors = self._output.readouterr()
        return code, json.loads(output)


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    return Told(tmp_path, capsys)


def test_what_a_run_proposed_can_be_taken_back_and_proposed_anew(tmp_path: Path, server: ForgeServer) -> None:
    url = hosted(server, "acme/shop")
    propose(tmp_path, server, "gitlab", [url])
    (one,) = run(tmp_path, "status").json
    assert (one["state"], one["ready"], one["moved"], one["repository"]) == ("open", True, False, url)
    closed = run(tmp_path, "close")
    assert (closed.code, closed.json[0]["deleted"]) == (0, True)
    assert [shape for shape in shapes_of(TOKEN) if shape in written(tmp_path, closed)] == []
    (outcome,) = propose(tmp_path, server, "gitlab", [url]).json
    assert outcome["pull_request"].endswith("/2")
    assert tip(server.root / "acme/shop.git") == outcome["commit"]


@by_kind
def test_what_can_be_merged_is_told_from_what_cannot(
    tmp_path: Path, server: ForgeServer, kind: str, told: Told
) -> None:
    assert [pushed(tmp_path, server, name, kind) for name in ("acme/first", "acme/second", "acme/third")]
    server.requests[1].readiness, server.requests[2].readiness = "dirty", "unknown"
    code, found = told.status()
    assert code == 0
    assert [(one["state"], one["ready"]) for one in found] == [("open", True), ("open", False), ("open", None)]
    words = {"github": "it conflicts with its base", "gitlab": "conflict"}
    assert [one["obstacle"] for one in found] == [None, words[kind], None]


@by_kind
def test_a_forge_that_does_not_know_yet_is_asked_again(
    tmp_path: Path, server: ForgeServer, kind: str, told: Told
) -> None:
    assert [pushed(tmp_path, server, name, kind) for name in ("acme/first", "acme/second", "acme/third")]
    server.requests[1].lazily, server.requests[2].lazily = 2, 3
    assert [(one["state"], one["ready"]) for one in told.status()[1]] == [
        *(("open", True), ("open", True), ("open", None))
    ]
    assert len(server.calls("GET")) == 3 + 2 + 2
    assert sorted(WAITS) == [*WAITS]
    assert len(WAITS) > 1


FINE = {"docs": "success", "ci/build": "success", "optional": "skipped", "other": "neutral"}


@pytest.mark.parametrize(
    ("checks", "reviews", "obstacle"),
    [
        ({**FINE, "lint": "failure", "tests": "timed_out"}, [], "checks failed: lint, tests"),
        ({**FINE, "ci/e2e": "error", "tests": "pending"}, [], "checks failed: ci/e2e; checks not done yet: tests"),
        ({f"t{number}": "cancelled" for number in range(7)}, [], "checks failed: t0, t1, t2, t3, t4, and 2 more"),
        (
            {**FINE, "ci/e2e": "pending"},
            [("ada", "CHANGES_REQUESTED"), ("bob", "APPROVED"), ("ada", "COMMENTED")],
            "checks not done yet: ci/e2e; changes are requested by ada",
        ),
        (
            FINE,
            [("ada", "CHANGES_REQUESTED"), ("ada", "APPROVED")],
            "the rules of its base ask for more, such as a review",
        ),
        ({}, [], "the rules of its base ask for more, such as a review"),
    ],
)
def test_github_says_which_checks_and_reviews_are_in_the_way(
    tmp_path: Path,
    server: ForgeServer,
    told: Told,
    checks: dict[str, str],
    reviews: list[tuple[str, str]],
    obstacle: str,
) -> None:
    pushed(tmp_path, server, "acme/shop")
    (request,) = server.requests
    request.readiness, request.checks, request.reviews = "blocked", checks, reviews
    assert [(one["ready"], one["obstacle"]) for one in told.status()[1]] == [(False, obstacle)]


def test_all_pages_of_checks_are_read(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    pushed(tmp_path, server, "acme/shop")
    (request,) = server.requests
    server.page = 2
    fine = {f"{place}{number}": "success" for place in ("", "ci/") for number in range(4)}
    request.readiness, request.checks = "blocked", {**fine, "last": "failure", "ci/last": "error"}
    assert [one["obstacle"] for one in told.status()[1]] == ["checks failed: ci/last, last"]


def test_a_token_that_may_not_see_checks_sees_the_rest(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    pushed(tmp_path, server, "acme/shop")
    server.requests[0].readiness, server.requests[0].reviews = "blocked", [("ada", "CHANGES_REQUESTED")]
    commits = "GET /repos/acme/shop/commits"
    server.fail(commits, *[Fault(403, "Resource not accessible by personal access token")] * 2)
    assert [one["obstacle"] for one in told.status()[1]] == ["changes are requested by ada"]
    server.fail(commits, Fault(403, "Slow down", {"Retry-After": "1"}))
    assert [(one["obstacle"], one["error"]) for one in told.status()[1]] == [("changes are requested by ada", None)]
    assert told.errors == f"channels-fix: wait 1 s for {server.host}\n"


def test_gitlab_says_it_in_a_word(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    pushed(tmp_path, server, "acme/shop", "gitlab")
    server.requests[0].readiness = "blocked"
    assert [(one["ready"], one["obstacle"]) for one in told.status()[1]] == [(False, "ci must pass")]


@by_kind
def test_a_branch_that_somebody_moved_is_left(tmp_path: Path, server: ForgeServer, kind: str, told: Told) -> None:
    ours, moved = pushed(tmp_path, server, "acme/ours", kind), pushed(tmp_path, server, "acme/theirs", kind)
    theirs = commit(moved, {"more.txt": "More\n"}, "channels-fix")
    assert [one["moved"] for one in told.status()[1]] == [False, True]
    code, found = told.close()
    assert code == 1
    assert [(one["deleted"], one["kept"]) for one in found] == [(True, None), (False, "it holds other commits now")]
    assert [request.state for request in server.requests] == ["closed", "closed"]
    assert not has_branch(ours, "channels-fix")
    assert tip(moved) == theirs


def test_what_was_there_before_a_run_is_left(tmp_path: Path, server: ForgeServer) -> None:
    urls = [hosted(server, f"acme/{name}") for name in ("branch", "mine", "request")]
    folders = [server.root / f"acme/{name}.git" for name in ("branch", "mine", "request")]
    for folder in (folders[0], folders[2]):
        commit(folder, {"x": "theirs"}, "channels-fix")
    server.open("acme/request", "channels-fix")
    replace = ("--on-existing", "replace")
    assert propose(tmp_path, server, "github", urls, *replace).outcomes == ["fixed"] * 3
    for folder in folders:
        commit(folder, {"more.txt": "More\n"})
    assert propose(tmp_path, server, "github", urls, *replace).outcomes == ["fixed"] * 3
    closed = run(tmp_path, "close")
    assert closed.code == 1
    assert [(bool(one["pull_request"]), one["deleted"], one["kept"]) for one in closed.json] == [
        (True, False, "it was there before"),
        (True, True, None),
        (False, False, "its pull request was open before"),
    ]
    assert [has_branch(folder, "channels-fix") for folder in folders] == [True, False, True]
    assert sorted(request.state for request in server.requests) == ["closed", "closed", "open"]


def test_a_merged_one_is_left(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    repository = pushed(tmp_path, server, "acme/shop")
    server.requests[0].state, server.requests[0].merged = "closed", True
    assert [one["state"] for one in told.status()[1]] == ["merged"]
    code, (closed,) = told.close()
    assert (code, closed["kept"], closed["deleted"]) == (0, "the pull request was merged", False)
    assert has_branch(repository, "channels-fix")


def test_what_was_closed_half_is_closed_by_the_next_try(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    repository = pushed(tmp_path, server, "acme/shop")
    server.requests[0].state = "closed"
    assert [(one["deleted"], one["pull_request"]) for one in told.close()[1]] == [(True, None)]
    assert not has_branch(repository, "channels-fix")
    assert told.close() == (0, [])


def test_one_that_a_killed_run_was_opening_is_found(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    pushed(tmp_path, server, "acme/shop")
    intend(tmp_path)
    assert [one["state"] for one in told.status()[1]] == ["open"]
    assert [one["deleted"] for one in told.close()[1]] == [True]
    assert server.requests[0].state == "closed"


def test_of_several_runs_with_one_branch_the_last_one_counts(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    repository = pushed(tmp_path, server, "acme/shop")
    server.requests[0].state, server.requests[0].merged = "closed", True
    with contextlib.closing(Journal(tmp_path / "workspace/journal.sqlite3")) as journal:
        ((key, rows),) = journal.deliveries()
        done = commit(repository, {"more.txt": "More\n"}, "channels-fix")
        later = {"push": {**rows["push"], "commit": done}, "pull_request": {"state": "intended"}}
        journal.write(Key(key.repository, done, key.fingerprint), later)
    server.open("acme/shop", "channels-fix")
    (one,) = told.status()[1]
    assert (one["state"], one["moved"], one["pull_request"]) == ("open", False, f"{server.url}/acme/shop/pull/2")


def test_a_branch_without_a_pull_request_is_told_and_left(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    repository = pushed(tmp_path, server, "acme/shop", proposed=False)
    assert [(one["state"], one["pull_request"]) for one in told.status()[1]] == [("pushed", None)]
    assert [one["kept"] for one in told.close()[1]] == ["no pull request was asked for"]
    assert has_branch(repository, "channels-fix")


def test_a_forge_that_does_not_answer_is_told(tmp_path: Path, server: ForgeServer, told: Told) -> None:
    repository = pushed(tmp_path, server, "acme/shop")
    server.fail("GET", Fault(401, "Bad credentials"))
    code, (one,) = told.status()
    assert (code, one["state"]) == (2, "unknown")
    assert "does not take the token" in one["error"]
    server.fail("GET", Fault(429, "Slow down", {"Retry-After": "1"}))
    server.fail("PATCH", Fault(403, "Forbidden"))
    assert told.close()[0] == 2
    assert told.errors == f"channels-fix: wait 1 s for {server.host}\n"
    assert has_branch(repository, "channels-fix")


def test_people_read_one_line_for_each(tmp_path: Path, server: ForgeServer, capsys: pytest.CaptureFixture[str]) -> None:
    pushed(tmp_path, server, "acme/shop")
    report(tmp_path / "workspace", is_json=False)
    place = f"{server.url}/acme/shop"
    assert capsys.readouterr().out == f"{place}/pull/1: open, ready to be merged\n1 open\n1 ready to be merged\n"
    close_all(tmp_path / "workspace", is_json=False)
    assert capsys.readouterr().out == (
        f"{place}.git: closed {place}/pull/1, deleted channels-fix\n"
        "1 pull request closed, 1 of their branches deleted\n"
    )


def test_names_of_checks_move_no_cursor(
    tmp_path: Path, server: ForgeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    pushed(tmp_path, server, "acme/shop")
    (request,) = server.requests
    request.readiness, request.checks, request.reviews = (
        "blocked",
        {"\x1b[2J\n": "failure"},
        [("\u202e", "CHANGES_REQUESTED")],
    )
    report(tmp_path / "workspace", is_json=False)
    line, *_ = capsys.readouterr().out.splitlines()
    assert line.endswith("open, not ready: checks failed: \\x1b[2J\\n; changes are requested by \\u202e")


@pytest.mark.parametrize("command", ["status", "close"])
def test_a_folder_that_is_no_workspace_or_is_in_use_is_one_line(tmp_path: Path, command: str) -> None:
    (tmp_path / "workspace").mkdir()
    ran = batch(tmp_path, command, "--workspace", "workspace")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "no workspace" in ran.err
    (tmp_path / "workspace/journal.sqlite3").touch()
    with FileLock(tmp_path / "workspace/lock"):
        ran = batch(tmp_path, command, "--workspace", "workspace")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "another run" in ran.err
