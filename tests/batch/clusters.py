"""Real Dask clusters on this machine: a scheduler and its workers are processes, as users start them."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from origins import comes_true, environment

ANOTHER_VERSION = "import channels_fix; channels_fix.__version__ = '0.0.9'"
"""What makes a worker one of another version."""
_RUN = "{}; from distributed.cli.dask_{} import main; main()"


@dataclass(frozen=True)
class Cluster:
    """A scheduler.

    Attributes:
        folder: Where it and its workers write.
        address: Where it listens.
        process: It.
    """

    folder: Path
    address: str
    process: subprocess.Popen[bytes]

    @contextlib.contextmanager
    def workers(
        self, *options: str, name: str = "worker", before: str = "pass", count: int = 1, **env: str
    ) -> Iterator[subprocess.Popen[bytes]]:
        """Workers that have joined; they are killed in the end.

        Args:
            options: Those of `dask worker`.
            name: A name for what they write.
            before: What their Python does first.
            count: How many they are.
            env: What their environment holds besides.
        """
        log = self.folder / f"{name}.log"
        where = ("--local-directory", str(self.folder / name), "--no-dashboard", "--nthreads", "1")
        with _begun(self.folder, log, before, "worker", self.address, *where, *options, **env) as process:
            assert comes_true(lambda: log.read_text().count("Registered to") == count), log.read_text()
            yield process

    @property
    def left(self) -> list[str]:
        """What the workers have in their folders of what they worked on."""
        return [str(path) for path in self.folder.glob("*/dask-scratch-space/*/channels-fix*")]

    @property
    def said(self) -> str:
        """All that the scheduler and its workers have written."""
        return "".join(file.read_text() for file in sorted(self.folder.glob("*.log")))


@contextlib.contextmanager
def scheduler(folder: Path, *options: str, **env: str) -> Iterator[Cluster]:
    """A scheduler without workers; it is killed in the end."""
    folder.mkdir()
    file, log = folder / "scheduler.json", folder / "scheduler.log"
    where = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
    where = (*where, "--scheduler-file", str(file), *options)
    with _begun(folder, log, "pass", "scheduler", *where, **env) as process:
        assert comes_true(lambda: file.exists() and file.read_text().endswith("}")), log.read_text()
        yield Cluster(folder, json.loads(file.read_text())["address"], process)


@contextlib.contextmanager
def _begun(
    folder: Path, log: Path, before: str, role: str, *arguments: str, **env: str
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", _RUN.format(before, role), *arguments],
            cwd=folder,
            env=environment(folder, **env),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    with process:
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
