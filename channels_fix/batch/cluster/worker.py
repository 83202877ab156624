"""What a worker of the cluster does.

It has a disk and an environment of its own: it clones into its own folder, and tokens come from its own environment.
None comes along with a task.
"""

from __future__ import annotations

import pickle
import platform
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from channels_fix import __version__
from channels_fix.batch.preparing import STEPS, Prepared, Task, prepare
from channels_fix.batch.programs import Programs, StoppedError
from channels_fix.registry import all_rules

if TYPE_CHECKING:
    from distributed import Semaphore, Worker

_SECONDS = 0.5
"""How often a worker looks whether somebody still waits for what it does."""


class VersionError(Exception):
    """A worker that would not do what the run would; the text is one line and says why."""


def versions() -> dict[str, str]:
    """What has to be the same wherever a run works, for the results to be."""
    return {
        "Python": ".".join(platform.python_version_tuple()[:2]),
        "distributed": version("distributed"),
        "channels-fix": __version__,
        "rules": ",".join(rule.code for rule in all_rules()),
    }


def difference(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """What is not the same, in one line; empty if all is."""
    return "; ".join(f"{name} {there[name]}, not {here[name]}" for name in here if there[name] != here[name])


def work(task: bytes, expected: Mapping[str, str], run: str, cloning: int) -> Prepared:
    """Clone, fix and check one repository in the folder of this worker, and leave nothing there.

    Args:
        task: The `Task`, which only the same version can read.
        expected: The versions of the run.
        run: The name of the run; what is told is an event under this name.
        cloning: How many repositories the workers clone at a time, all of them together.

    Raises:
        VersionError: this worker has others.
        Reschedule: nobody waits for it any more, or this worker is to end: another one does it.
    """
    from distributed import Reschedule, get_worker

    worker = get_worker()
    if differs := difference(expected, versions()):
        raise VersionError(f"the worker {worker.address} has {differs}")
    asked: Task = pickle.loads(task)  # noqa: S301 - whoever may send a task may run anything here
    key, programs = worker.get_current_task(), Programs()

    def tell(step: str) -> None:
        worker.log_event(run, {"key": key, "step": step})

    turn = _Turn(_semaphore(run, cloning), programs)
    try:
        scratch = tempfile.TemporaryDirectory(prefix=f"{run}-", dir=worker.local_directory, ignore_cleanup_errors=True)
        with scratch as folder, _ended_in_time(worker, key, programs):
            return prepare(asked, Path(folder), programs, turn, tell)
    except StoppedError:
        raise Reschedule from None
    except OSError as error:  # its folder; what may go wrong with the repository is no error here
        why = f"the worker {worker.address}: {error.strerror}"
        return Prepared(asked.head, failed=STEPS[0], error=why, is_transient=True)


@contextmanager
def _ended_in_time(worker: Worker, key: Any, programs: Programs) -> Iterator[None]:
    """End the programs of a task that was cancelled, or whose worker is to end; Dask itself ends no task that runs."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_SECONDS):
            task = worker.state.tasks.get(key)
            if task is None or task.state != "executing" or worker.status.name.startswith("clos"):
                programs.stop()
                return

    thread = threading.Thread(target=watch, name="watch", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@cache
def _semaphore(run: str, cloning: int) -> Semaphore:
    """One for each process: a semaphore asks the scheduler from time to time for as long as the process lives."""
    from distributed import Semaphore

    return Semaphore(cloning, name=run)


class _Turn:
    """Waits for a turn to clone, unless the task is to end."""

    def __init__(self, semaphore: Semaphore, programs: Programs) -> None:
        self._semaphore = semaphore
        self._programs = programs

    def __enter__(self) -> None:
        while not self._semaphore.acquire(timeout=_SECONDS):
            self._programs.pause(0)

    def __exit__(self, *_: object) -> None:
        self._semaphore.release()
