"""Programs under limits: none outlives its time, its memory or the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from origins import comes_true, is_gone

from channels_fix.batch.ending import MARK, marked
from channels_fix.batch.limits import LimitError
from channels_fix.batch.programs import Bounds, Ended, Programs, StoppedError, TimeIsUpError

WAIT = 30.0
SHELL = ("/bin/sh", "-c")
COORDINATOR = """
import sys
from pathlib import Path
from channels_fix.batch.programs import Bounds, Programs
Programs().watch(("/bin/sh", "-c", sys.argv[1]), cwd=Path.cwd(), env={"PATH": sys.argv[2]}, bounds=Bounds(600))
"""


def asked(folder: Path, script: str, seconds: float = WAIT, stdin: bytes = b"", **bounds: int) -> Ended:
    env = {"PATH": os.environ["PATH"]}
    return Programs().ask((*SHELL, script), cwd=folder, env=env, bounds=Bounds(seconds, **bounds), stdin=stdin)


def watched(folder: Path, script: str, seconds: float = WAIT) -> Ended:
    env = {"PATH": os.environ["PATH"]}
    return Programs().watch((*SHELL, script), cwd=folder, env=env, bounds=Bounds(seconds))


def test_a_program_is_asked(tmp_path: Path) -> None:
    assert asked(tmp_path, "cat; echo oops >&2; exit 3", stdin=b"x" * 300_000) == Ended(3, b"x" * 300_000, b"oops\n")


def test_a_program_that_does_not_listen_is_no_error(tmp_path: Path) -> None:
    assert asked(tmp_path, "exit 0", stdin=b"x" * 300_000).code == 0


def test_a_program_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Programs().ask(("/nowhere/program",), cwd=tmp_path, env={}, bounds=Bounds(1))


def test_what_takes_too_long_is_ended_and_its_output_is_kept(tmp_path: Path) -> None:
    with pytest.raises(TimeIsUpError, match="took more than 1 seconds") as caught:
        watched(tmp_path, "echo begun; trap '' TERM INT HUP; sleep 600", seconds=1)
    assert caught.value.output == b"begun\n"


def test_endless_output_keeps_its_end_where_it_is_watched(tmp_path: Path) -> None:
    ended = watched(tmp_path, "head -c 10000000 /dev/zero | tr '\\0' x; echo end")
    assert (len(ended.output), ended.output[-4:]) == (1 << 16, b"end\n")


def test_endless_output_is_a_limit_where_it_is_asked(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="says more than 1 MiB"):
        asked(tmp_path, "yes", answer_bytes=1 << 20)


def test_a_file_may_not_grow_over_its_limit(tmp_path: Path) -> None:
    ended = asked(tmp_path, "sleep 0.2; head -c 10000000 /dev/zero > file", file_bytes=1 << 20)
    assert ended.code != 0
    assert (tmp_path / "file").stat().st_size == 1 << 20


def test_memory_is_limited(tmp_path: Path) -> None:
    script = f"sleep 0.2; exec '{sys.executable}' -IS -c 'print(len(bytes(1 << 31)))'"
    ended = asked(tmp_path, script, memory_bytes=1 << 30)
    assert (ended.code, ended.output) == (1, b"")
    assert b"MemoryError" in ended.errors


@pytest.mark.parametrize(
    "leaving",
    [
        "sleep 600 & echo $! > pid",
        "nohup sleep 600 > /dev/null 2>&1 & echo $! > pid",
        "setsid sleep 600 & echo $! > pid",
        "setsid sh -c 'setsid sleep 600 & echo $! > pid'; sleep 0.3",
        "trap '' HUP TERM; (trap '' HUP TERM; exec sleep 600) & echo $! > pid",
        # Another program takes its place all the time: its variables are often out of sight.
        'setsid sh -c \'exec sh -c "$0" "$0"\' \'exec sh -c "$0" "$0"\' & echo $! > pid',
    ],
)
def test_what_a_check_leaves_running_is_ended(tmp_path: Path, leaving: str) -> None:
    assert watched(tmp_path, leaving).code == 0
    assert is_gone(tmp_path / "pid")


@pytest.mark.parametrize("started", ["sleep 600 & echo $! > pid; wait", "setsid sleep 600 & echo $! > pid; sleep 600"])
def test_a_killed_run_leaves_nothing_running(tmp_path: Path, started: str) -> None:
    command = [sys.executable, "-c", COORDINATOR, started, os.environ["PATH"]]
    with subprocess.Popen(command, cwd=tmp_path) as coordinator:
        assert comes_true(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text() != "")
        coordinator.send_signal(signal.SIGKILL)
    assert is_gone(tmp_path / "pid")


def test_process_whose_program_is_replaced_all_the_time_is_found_or_known_to_be_out_of_sight() -> None:
    replaced = [*SHELL, 'exec sh -c "$0" "$0"', 'exec sh -c "$0" "$0"']
    with subprocess.Popen(replaced, env={"PATH": os.environ["PATH"], MARK: "replaced"}) as process:
        looks = [marked("replaced") for _ in range(500)]
        process.kill()

    assert ([process.pid], True) in looks
    assert ([], True) not in looks


def test_what_is_stopped_ends_and_nothing_begins_any_more(tmp_path: Path) -> None:
    programs = Programs()
    bounds = Bounds(WAIT)
    threading.Timer(0.5, programs.stop).start()
    with pytest.raises(StoppedError):
        programs.ask(("/bin/sleep", "600"), cwd=tmp_path, env={}, bounds=bounds)
    with pytest.raises(StoppedError):
        programs.ask(("/bin/true",), cwd=tmp_path, env={}, bounds=bounds)
