"""Runs whose repositories are prepared on a Dask cluster."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from clusters import ANOTHER_VERSION, Cluster, scheduler
from forge_runs import hosted, shapes_of
from forge_server import TOKEN, ForgeServer
from origins import (
    BROKEN,
    SOUND,
    begun,
    comes_true,
    environment,
    git,
    is_gone,
    migrate,
    mistrusting,
    options_of,
    origin,
    prepared,
    repository_at,
    tip,
)

from channels_fix.batch.cloning import find_head
from channels_fix.batch.cluster.executor import Cluster as Executor
from channels_fix.batch.cluster.joining import ClusterError, join
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.git import Git
from channels_fix.batch.limits import Limits
from channels_fix.batch.preparing import Task
from channels_fix.batch.programs import Programs
from channels_fix.batch.servers import Server

WAIT = 60.0


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Two workers, which have a token of their own and are started anew when they die."""
    with (
        scheduler(tmp_path_factory.mktemp("cluster") / "two") as made,
        made.workers("--nworkers", "2", count=2, THEIR_TOKEN=TOKEN),
    ):
        yield made


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A scheduler without workers, which gives a task up when one has died of it."""
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with scheduler(tmp_path_factory.mktemp("cluster") / "none", **once) as made:
        yield made


def watched(repository: Path) -> Path:
    """A repository that keeps account of what is pushed to it."""
    git(repository, "config", "core.logAllRefUpdates", "always")
    return repository


def pushes(repository: Path) -> int:
    """How often a branch of the repository was set."""
    return len(git(repository, "reflog", "show", "channels-fix", "--").splitlines())


def waiting(folder: Path) -> list[str]:
    """A check that notes its worker and itself, and waits until it may go on."""
    note = f"echo $PPID >> {folder}/workers; echo $$ >> {folder}/checks"
    return ["--check", f"{note}; until test -e {folder}/go; do sleep 0.05; done"]


def notes(folder: Path, name: str) -> list[int]:
    """The processes that checks have noted."""
    file = folder / name
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def test_a_worker_prepares_what_would_be_prepared_here(cluster: Cluster, tmp_path: Path) -> None:
    repository = repository_at(origin(tmp_path / "faulty"), check="echo checked")
    git_, steps = mistrusting(), list[str]()
    task = Task(repository, find_head(git_, tmp_path, repository), git_.limits, {})
    with contextlib.closing(Executor(cluster.address, None, 1)) as executor:
        there = executor.submit(task, steps.append).result()
    here = prepared(tmp_path, repository.address.url, check="echo checked")
    assert dataclasses.replace(there, seconds={}) == dataclasses.replace(here, seconds={})
    assert (steps, executor.jobs, cluster.left) == (["wait", "clone", "fix", "check"], 2, [])


def test_a_lost_worker_s_repository_is_done_again_and_each_is_pushed_once(cluster: Cluster, tmp_path: Path) -> None:
    faulty = [watched(origin(tmp_path / f"faulty{number}")) for number in range(4)]
    sound = [origin(tmp_path / f"sound{number}", {"README.md": "Chat\n"}) for number in range(5)]
    sound.append(origin(tmp_path / "consumer", {"chat/consumers.py": SOUND}))
    broken = origin(tmp_path / "broken", {"chat/consumers.py": BROKEN})
    everything = [*faulty, *sound, broken, tmp_path / "missing"]
    options = ["--push", "--cluster", cluster.address, "--clone-jobs", "1", *waiting(tmp_path)]
    with begun(tmp_path, everything, *options) as process:
        assert comes_true(lambda: len(notes(tmp_path, "workers")) == 2)
        os.kill(notes(tmp_path, "workers")[0], signal.SIGKILL)
        (tmp_path / "pid").write_text(str(notes(tmp_path, "checks")[0]))
        assert is_gone(tmp_path / "pid")
        (tmp_path / "go").touch()
        out, _ = process.communicate(timeout=WAIT)
    again = migrate(tmp_path, everything, *options)
    assert (process.returncode, again.code) == (2, 2)
    assert [one["outcome"] for one in json.loads(out)] == again.outcomes
    assert again.outcomes == ["fixed"] * 4 + ["clean"] * 6 + ["failed"] * 2
    assert [pushes(repository) for repository in faulty] == [1] * 4
    assert [one["commit"] for one in again.json[:4]] == [tip(repository) for repository in faulty]
    assert len(notes(tmp_path, "workers")) == 5
    assert cluster.left == []


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_workers_end_what_nobody_waits_for(cluster: Cluster, tmp_path: Path, sent: signal.Signals, code: int) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    options = ["--push", "--cluster", cluster.address, *waiting(tmp_path)]
    with begun(tmp_path, [faulty], *options) as process:
        assert comes_true(lambda: bool(notes(tmp_path, "checks")))
        process.send_signal(sent)
        _, err = process.communicate(timeout=WAIT)
    assert (process.returncode, b"Traceback" in err) == (code, False)
    assert is_gone(tmp_path / "checks")
    assert comes_true(lambda: cluster.left == [])


def test_no_token_goes_to_workers_which_use_their_own(
    cluster: Cluster, tmp_path: Path, server: ForgeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUR_TOKEN", TOKEN)
    repository = repository_at(hosted(server, "acme/shop"))
    ours, theirs = (
        {server.host: Server.of(server.host, "github", variable=name)} for name in ("OUR_TOKEN", "THEIR_TOKEN")
    )
    git_ = Git(Programs(), Limits(), Credentials.of_process(ours))
    head = find_head(git_, tmp_path, repository)
    with contextlib.closing(Executor(cluster.address, None, 1)) as executor:
        failed, done = (
            executor.submit(Task(repository, head, git_.limits, servers), str).result() for servers in (ours, theirs)
        )
    assert (failed.failed, "could not read Username" in failed.error) == ("clone", True)
    assert (done.failed, done.fixed.changed) == ("", ("chat/consumers.py",))
    assert [shape for shape in shapes_of(TOKEN) if shape in cluster.said.encode()] == []


def test_nobody_is_there_to_work(empty: Cluster) -> None:
    with pytest.raises(ClusterError, match="it has no workers: start some, or say with --jobs how many are to come"):
        Executor(empty.address, None, 1)


def test_a_worker_of_another_version_does_nothing(empty: Cluster, tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    before = empty.said.count("Receive client connection")
    with begun(tmp_path, [faulty], "--cluster", empty.address, "--jobs", "1") as process:
        assert comes_true(lambda: empty.said.count("Receive client connection") > before)
        with empty.workers("--no-nanny", name="other", before=ANOTHER_VERSION):
            out, late = process.communicate(timeout=WAIT)
            with pytest.raises(ClusterError, match=r"has channels-fix 0\.0\.9, not") as early:
                join(empty.address)
    assert (process.returncode, out) == (2, b"")
    assert re.fullmatch(r"channels-fix: .* has channels-fix 0\.0\.9, not .*\n", late.decode())
    assert len(str(early.value).splitlines()) == 1


def test_a_repository_of_which_workers_die_fails_until_the_next_run(empty: Cluster, tmp_path: Path) -> None:
    faulty = origin(tmp_path / "faulty")
    options = ["--cluster", empty.address, "--jobs", "1", *waiting(tmp_path)]
    with begun(tmp_path, [faulty], *options) as process, empty.workers("--no-nanny", name="first"):
        assert comes_true(lambda: bool(notes(tmp_path, "workers")))
        os.kill(notes(tmp_path, "workers")[0], signal.SIGKILL)
        _, err = process.communicate(timeout=WAIT)
    assert process.returncode == 2
    assert b"failed" in err
    (tmp_path / "go").touch()
    ran = migrate(tmp_path, [faulty], *options[4:])
    assert (ran.code, ran.outcomes) == (0, ["fixed"])


def test_a_scheduler_that_dies_ends_the_run_and_nothing_is_lost(tmp_path: Path) -> None:
    faulty = watched(origin(tmp_path / "faulty"))
    options = ["--push", *waiting(tmp_path)]
    with (
        scheduler(tmp_path / "dying") as dying,
        begun(tmp_path, [faulty], *options, "--cluster", dying.address, "--jobs", "2") as process,
        dying.workers("--no-nanny", name="last"),
    ):
        assert comes_true(lambda: bool(notes(tmp_path, "checks")))
        dying.process.kill()
        out, err = process.communicate(timeout=WAIT)
        assert is_gone(tmp_path / "checks")
    assert (process.returncode, out) == (2, b"")
    assert err.decode() == (
        f"channels-fix: {dying.address}: the connection to the scheduler is lost: start the run again, it goes on from "
        "there\n"
    )
    (tmp_path / "go").touch()
    assert (migrate(tmp_path, [faulty], *options).outcomes, pushes(faulty)) == (["fixed"], 1)


def test_where_no_scheduler_is_one_line_says_so(tmp_path: Path, server: ForgeServer) -> None:
    nobody, other = (tmp_path / name for name in ("nobody", "other"))
    nobody.mkdir()
    other.mkdir()
    with (
        begun(nobody, [tmp_path / "any"], "--cluster", "tcp://127.0.0.1:9") as first,
        begun(other, [tmp_path / "any"], "--cluster", f"tcp://{server.host}") as second,
    ):
        said = [process.communicate(timeout=WAIT) for process in (first, second)]
    why = "no scheduler can be reached there: "
    assert (first.returncode, second.returncode) == (2, 2)
    assert said[0][1].decode().startswith(f"channels-fix: tcp://127.0.0.1:9: {why}")
    assert said[1] == (
        b"",
        f"channels-fix: tcp://{server.host}: {why}what is there does not answer as a scheduler does\n".encode(),
    )


@pytest.mark.parametrize("address", ["scheduler", "http://127.0.0.1:9", "tls://127.0.0.1:9", "tcp://127.0.0.1:x"])
def test_an_address_that_cannot_be_used_is_named_in_one_line(address: str) -> None:
    with pytest.raises(ClusterError) as caught:
        join(address)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{address}: no scheduler can be reached there: ")


def test_dask_that_is_missing_is_named_in_one_line(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['distributed'] = None; from channels_fix.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    arguments = options_of(tmp_path, [origin(tmp_path / "faulty")], "--cluster", "tcp://127.0.0.1:9")
    ended = subprocess.run(
        [sys.executable, "-c", code, "batch", *arguments],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (
        2,
        "channels-fix: distributed is not installed: pip install 'channels-fix[cluster]'\n",
    )
