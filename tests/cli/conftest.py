from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import warm
from ended import FAULTY, Ended, Program, read_all


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The environment of a user whose terminal is 60 columns wide and whose own folders are empty."""
    unset = {"NO_COLOR", "FORCE_COLOR", "CHANNELS_FIX_DEBUG"}
    own = {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    kept = {name: value for name, value in os.environ.items() if name not in unset}
    return {**kept, **own, "TERM": "xterm-256color", "COLUMNS": "60"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An empty folder to run in."""
    folder = tmp_path / "project"
    folder.mkdir()
    return folder


@pytest.fixture
def faulty(project: Path) -> Path:
    """A project with one consumer that swallows StopConsumer."""
    (project / "chat.py").write_text(FAULTY)
    return project


@pytest.fixture
def program(project: Path, environment: dict[str, str]) -> Program:
    """Runs the program in the project, its output in files."""

    def run(*arguments: str, cwd: Path = project, stdin: bytes = b"", **env: str) -> Ended:
        ended = warm.run([*arguments], cwd, {**environment, **env}, stdin)
        return Ended(ended.code, ended.out.decode(), ended.err.decode(), ended.out)

    return run


@pytest.fixture
def started(project: Path, environment: dict[str, str]) -> Program:
    """Starts `python -m channels_fix` in the project, its output in pipes."""

    def run(*arguments: str, cwd: Path = project, stdin: bytes = b"", **env: str) -> Ended:
        ended = subprocess.run(
            [sys.executable, "-m", "channels_fix", *arguments],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            env={**environment, **env},
            timeout=120,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode(), ended.stdout)

    return run


@pytest.fixture
def terminal(project: Path, environment: dict[str, str]) -> Program:
    """Runs `python -m channels_fix` in the project, on a terminal 60 columns wide; `out` is all that appears."""

    def run(*arguments: str, cwd: Path = project, **env: str) -> Ended:
        outer, inner = pty.openpty()
        with subprocess.Popen(
            [sys.executable, "-m", "channels_fix", *arguments],
            cwd=cwd,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**environment, **env},
        ) as process:
            os.close(inner)
            seen = read_all(outer)
            os.close(outer)
            return Ended(process.wait(), seen.decode().replace("\r\n", "\n"), "")

    return run


@pytest.fixture
def imported_by() -> Callable[..., set[str]]:
    """Tells which modules a call of the program imports."""

    def run(*arguments: str, cwd: Path) -> set[str]:
        ended = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "channels_fix", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
        return set(re.findall(r"^import time:[^|]*\|[^|]*\| +(\S+)$", ended.stderr, re.MULTILINE))

    return run
