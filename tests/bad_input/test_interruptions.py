"""Ctrl-C and a kill in the middle of a run: every file is wholly old or wholly new."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from damaged import FAULTY, REPAIRED

COUNT = 120
WAIT = 60.0


@pytest.fixture
def many(project: Path) -> list[Path]:
    """So many faulty files that writing them takes a while."""
    files = [project / f"chat_{number:03}.py" for number in range(COUNT)]
    for file in files:
        file.write_bytes(FAULTY)
    return files


@pytest.fixture
def running(
    many: list[Path], command: list[str], environment: dict[str, str], project: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The program as it writes them, with a process group of its own as a shell gives it."""
    # a shell without job control starts what is in its background deaf to Ctrl-C
    previous = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [*command, "--write", "-j", "2"],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        signal.signal(signal.SIGINT, previous)
        yield process
        process.kill()


def wait_for(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT
    while not happened() and time.monotonic() < deadline:
        time.sleep(0.001)
    assert happened()


def begins_to_write(many: list[Path]) -> Callable[[], bool]:
    return lambda: many[0].read_bytes() != FAULTY


def has_workers(process: subprocess.Popen[bytes]) -> Callable[[], bool]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    return lambda: len(children.read_text().split()) >= 2


def test_interrupt_while_writing_leaves_every_file_old_or_new(running, many, project):
    wait_for(begins_to_write(many))
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=WAIT)

    assert running.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert {file.read_bytes() for file in many} == {FAULTY, REPAIRED}
    assert list(project.glob(".*")) == []


def test_interrupt_while_writing_leaves_a_way_back(running, many, project):
    wait_for(begins_to_write(many))
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=WAIT)
    undo = re.search(r"^undo: (git apply .+)$", err.decode(), re.MULTILINE)

    assert undo is not None
    subprocess.run(shlex.split(undo[1]), cwd=project, check=True)
    assert {file.read_bytes() for file in many} == {FAULTY}


def test_interrupt_before_anything_is_written_changes_nothing(running, many, project):
    wait_for(has_workers(running))
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=WAIT)

    assert running.returncode == 130
    assert out == b""
    assert b"Traceback" not in err
    assert {file.read_bytes() for file in many} == {FAULTY}
    assert list(project.glob(".*")) == []


def test_kill_while_writing_leaves_every_file_old_or_new(running, many, project):
    wait_for(begins_to_write(many))
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=WAIT)

    assert {file.read_bytes() for file in many} == {FAULTY, REPAIRED}
    assert [path for path in project.glob(".*") if not path.name.endswith(".channels-fix.tmp")] == []
    assert len(list(project.glob(".*"))) <= 1


def test_next_run_ends_what_a_kill_has_interrupted(running, many, program, project):
    wait_for(begins_to_write(many))
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate(timeout=WAIT)

    ended = program("-q", "--write")

    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert {file.read_bytes() for file in many} == {REPAIRED}


def test_closed_output_is_no_error_report(many, command, environment, project):
    with subprocess.Popen(
        command, cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()

    assert process.returncode in {1, -signal.SIGPIPE}
    assert b"Traceback" not in err
    assert b"Exception ignored" not in err
