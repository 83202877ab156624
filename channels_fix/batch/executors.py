"""Where repositories are prepared: in this process's own children, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from channels_fix.batch.preparing import Prepared, Task, prepare
from channels_fix.batch.programs import Programs


class Executor(Protocol):
    """Prepares repositories, several at a time.

    Attributes:
        jobs: How many.
    """

    jobs: int

    def submit(self, task: Task, tell: Callable[[str], object]) -> Future[Prepared]:
        """Begin to prepare a repository; `tell` is told each step that begins, as far as that is known here."""
        ...

    def close(self) -> None:
        """End everything that runs, and release what was taken."""
        ...


class Local:
    """Prepares repositories here: git, the engine and the check run as processes, and a thread for each waits for them.

    Args:
        folder: The workspace.
        programs: Those of the run.
        jobs: How many repositories are prepared at a time.
        cloning: Is entered while a server is asked for a repository.
    """

    def __init__(self, folder: Path, programs: Programs, jobs: int, cloning: AbstractContextManager[object]) -> None:
        self.jobs = jobs
        self._folder = folder
        self._programs = programs
        self._cloning = cloning
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="prepare")

    def submit(self, task: Task, tell: Callable[[str], object]) -> Future[Prepared]:
        """Begin to prepare a repository."""
        tell("wait")
        return self._threads.submit(prepare, task, self._folder, self._programs, self._cloning, tell)

    def close(self) -> None:
        """End the programs, and the threads with them."""
        self._programs.stop()
        self._threads.shutdown(cancel_futures=True)
