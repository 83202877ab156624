"""From a faulty repository on a forge to its pull request, by the command itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from forge_runs import hosted, intend, manifest, propose, run, shapes_of, written
from forge_server import TOKEN, Fault, ForgeServer
from origins import batch, commit, environment, has_branch, listed, origin, tip


def test_a_pull_request_is_opened_once(tmp_path: Path, server: ForgeServer) -> None:
    url = hosted(server, "acme/shop")
    first = propose(tmp_path, server, "github", [url])
    assert first.code == 0, first.err
    (outcome,) = first.json
    assert (outcome["outcome"], outcome["pushed"]) == ("fixed", True)
    assert outcome["commit"] == tip(server.root / "acme/shop.git")
    assert outcome["pull_request"] == f"{server.url}/acme/shop/pull/1"
    (request,) = server.requests
    title = "Let Channels consumers end, and views be cancelled"
    assert (request.branch, request.base, request.title) == ("channels-fix", "main", title)
    assert "SC001" in request.body

    asked = len(server.asked)
    again = propose(tmp_path, server, "github", [url]).json[0]
    kept = ("outcome", "commit", "pull_request", "findings")
    assert [again[key] for key in kept] == [outcome[key] for key in kept]
    assert len(server.asked) == asked

    # a run that was killed while it opened one, and a person who closed that before the next run
    intend(tmp_path)
    request.state = "closed"
    (resumed,) = propose(tmp_path, server, "github", [url]).json
    assert resumed["pull_request"] == outcome["pull_request"]
    assert len(server.requests) == 1


def test_a_merge_request_whose_answer_was_lost_is_found_and_the_token_comes_from_a_helper(
    tmp_path: Path, server: ForgeServer
) -> None:
    url = hosted(server, "acme/team/shop")
    config = Path(environment(tmp_path)["HOME"]) / ".gitconfig"
    helper = f'!f() {{ test \\"$1\\" = get && echo username=ada && echo password={TOKEN}; }}; f'
    config.write_text(f'{config.read_text()}[credential "{server.url}"]\n\thelper = "{helper}"\n', encoding="utf-8")
    server.fail("POST", Fault(0, after=True))
    ran = propose(tmp_path, server, "gitlab", [url], token="")
    assert ran.outcomes == ["fixed"], ran.errors
    assert ran.json[0]["pull_request"] == f"{server.url}/acme/team/shop/-/merge_requests/1"
    assert (len(server.requests), len(server.calls("POST"))) == (1, 1)
    left = written(tmp_path, ran)
    assert [shape for shape in shapes_of(TOKEN) if shape in left] == []


def test_what_was_found_elsewhere_or_before_is_pushed_without_the_old_files(
    tmp_path: Path, server: ForgeServer
) -> None:
    url = hosted(server, "acme/shop")
    assert run(tmp_path, manifest(tmp_path, server, "github", [url])).outcomes == ["fixed"]
    shutil.rmtree(tmp_path / "workspace" / "mirrors")
    ran = propose(tmp_path, server, "github", [url])
    assert (ran.outcomes, ran.errors, ran.json[0]["pushed"]) == (["fixed"], [None], True)


LIMITED = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "9999999999"}
FAILURES = {
    "limited": [Fault(403, f"API rate limit exceeded for {TOKEN}", LIMITED)],
    "broken": [Fault(500, f"Authorization: token {TOKEN}")] * 5,
    "cut": [Fault(0)] * 5,
}
REFUSALS = [Fault(status, f"Refused to {TOKEN}") for status in (401, 403, 404)]
OTHERS = [Fault(409, f"For {TOKEN}"), Fault(422, f"For {TOKEN}"), Fault(429, f"For {TOKEN}", {"Retry-After": "86400"})]


def test_the_token_is_nowhere_after_any_failure_and_the_next_run_does_the_rest(
    tmp_path: Path, server: ForgeServer
) -> None:
    urls = [hosted(server, f"acme/{name}") for name in FAILURES]
    for name, faults in FAILURES.items():
        server.fail(f"POST /repos/acme/{name}/pulls", *faults)
    first = propose(tmp_path, server, "github", urls, "--forge-jobs", "3")
    left = written(tmp_path, first)
    server.fail("POST", *REFUSALS)
    second = propose(tmp_path, server, "github", urls)
    left += written(tmp_path, second)
    server.fail("POST", *OTHERS)
    third = propose(tmp_path, server, "github", urls)
    left += written(tmp_path, third)
    assert [(one.code, one.outcomes) for one in (first, second, third)] == [(2, ["failed"] * 3)] * 3
    assert [shape for shape in shapes_of(TOKEN) if shape in left] == []
    assert b"Traceback" not in left
    assert server.requests == []

    pushed = [tip(server.root / f"acme/{name}.git") for name in FAILURES]
    ran = propose(tmp_path, server, "github", urls)
    assert (ran.code, ran.outcomes) == (0, ["fixed"] * 3)
    assert [tip(server.root / f"acme/{name}.git") for name in FAILURES] == pushed
    assert len(server.requests) == 3


def test_a_token_that_git_is_refused_with_is_nowhere(tmp_path: Path, server: ForgeServer) -> None:
    wrong = "wr0ng-55ab1e90"
    ran = propose(tmp_path, server, "github", [hosted(server, "acme/shop")], token=wrong)
    assert (ran.code, ran.outcomes) == (2, ["failed"])
    why = f"the token for {server.host} comes from FORGE_TOKEN, or a credential helper of git"
    assert [error for error in ran.errors if error and "Authentication failed" in error and error.endswith(why)]
    left = written(tmp_path, ran)
    assert [shape for shape in shapes_of(wrong) if shape in left] == []


def test_a_token_is_in_no_trace_that_a_user_keeps_and_in_no_output_of_a_check(
    tmp_path: Path, server: ForgeServer
) -> None:
    trace = {name: str(tmp_path / name) for name in ("GIT_TRACE", "GIT_TRACE_CURL", "GIT_TRACE2", "GIT_TRACE2_EVENT")}
    told = {"GIT_TRACE_REDACT": "0", "GIT_TRACE2_ENV_VARS": "CHANNELS_FIX_TOKEN", "GIT_CURL_VERBOSE": "1", **trace}
    file = manifest(tmp_path, server, "github", [hosted(server, "acme/shop")])
    # a check runs as the user, who may read what the environment of this process is
    check = "cat /proc/$PPID/environ | tr '\\0' '\\n' | grep FORGE_TOKEN"
    ran = batch(tmp_path, file, "--workspace", "workspace", "--push", "--check", check, FORGE_TOKEN=TOKEN, **told)
    assert ran.code == 0, ran.out
    left = written(tmp_path, ran) + b"".join(one.read_bytes() for one in tmp_path.glob("GIT_*"))
    assert b"FORGE_TOKEN=[hidden]" in left
    assert [shape for shape in shapes_of(TOKEN) if shape in left] == []


def test_a_token_is_for_one_port_only(tmp_path: Path, server: ForgeServer) -> None:
    url = hosted(server, "acme/shop")
    file = manifest(tmp_path, server, "github", [url])
    file.write_text(file.read_text().replace(f'forges."{server.host}"', 'forges."127.0.0.1"'), encoding="utf-8")
    ran = run(tmp_path, file, "--push")
    assert ran.outcomes == ["failed"]
    assert "could not read Username" in (ran.errors[0] or "")


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_repository_that_was_renamed_is_named_anew_before_anything_is_pushed(
    tmp_path: Path, server: ForgeServer, kind: str
) -> None:
    ran = propose(tmp_path, server, kind, [hosted(server, "acme/shop", now="acme/store")])
    assert ran.errors == ["its name is acme/store now: use that address"]
    assert (ran.code, has_branch(server.root / "acme/shop.git", "channels-fix")) == (2, False)


def test_a_pull_request_and_a_branch_that_were_there_are_stated(tmp_path: Path, server: ForgeServer) -> None:
    url = hosted(server, "acme/shop")
    before = commit(server.root / "acme/shop.git", {"x": "theirs"}, "channels-fix")
    server.open("acme/shop", "channels-fix")
    first = propose(tmp_path, server, "github", [url], "--on-existing", "replace")
    assert first.json[0]["notices"] == [
        f"the branch channels-fix was there already, at {before[:12]}: it was replaced",
        f"the pull request {server.url}/acme/shop/pull/1 was open already",
    ]
    assert propose(tmp_path, server, "github", [url]).json[0]["notices"] == first.json[0]["notices"]


def test_no_more_are_cloned_and_delivered_at_a_time_than_asked_for(tmp_path: Path, server: ForgeServer) -> None:
    file = manifest(tmp_path, server, "github", [hosted(server, f"acme/r{number}") for number in range(4)])
    few = ("--jobs", "4", "--clone-jobs", "1", "--forge-jobs", "1")
    assert run(tmp_path, file, *few).outcomes == ["fixed"] * 4
    assert server.most == {"git": 1, "api": 0}
    assert run(tmp_path, file, *few, "--push", "--pr").outcomes == ["fixed"] * 4
    assert server.most["api"] == 1


def test_a_forge_that_nobody_named_is_no_place_for_pull_requests(tmp_path: Path, server: ForgeServer) -> None:
    place = hosted(server, "acme/shop").replace(server.url, f"file://{server.root}")
    file = tmp_path / "list.txt"
    file.write_text(f"{place}\n", encoding="utf-8")
    ran = run(tmp_path, file, "--push", "--pr")
    assert (ran.outcomes, ran.json[0]["pushed"]) == (["failed"], True)
    assert "no forge is known" in (ran.errors[0] or "")


@pytest.mark.parametrize("package", ["filelock", "stamina"])
def test_a_package_that_is_missing_is_named_in_one_line(tmp_path: Path, package: str) -> None:
    origin(tmp_path / "shop")
    file = listed(tmp_path, [tmp_path / "shop"])
    code = (
        f"import sys; sys.modules[{package!r}] = None; from channels_fix.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, "batch", file, "--workspace", tmp_path / "workspace"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr == f"channels-fix: {package} is not installed: pip install 'channels-fix[batch]'\n"
