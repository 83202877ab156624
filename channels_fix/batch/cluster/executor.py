"""Prepares repositories on a cluster; what is delivered, and when, is decided here and not there."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import itertools
import pickle
import secrets
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from channels_fix.batch.cluster.joining import ClusterError, join, reason_of
from channels_fix.batch.cluster.worker import VersionError, versions, work
from channels_fix.batch.preparing import STEPS, Prepared, Task, Tell
from channels_fix.batch.programs import StoppedError
from channels_fix.report import counted

if TYPE_CHECKING:
    from distributed.client import Future as Remote

_CANCELLED = (asyncio.CancelledError, concurrent.futures.CancelledError)


class Cluster:
    """Prepares repositories on the workers of a dask.distributed cluster; a thread for each waits for it.

    Args:
        address: Where its scheduler is.
        jobs: How many repositories are there at a time; None for as many as its workers have threads now.
        cloning: How many repositories the workers clone at a time, all of them together.

    Raises:
        ClusterError: it cannot be used.
        ModuleNotFoundError: Dask is not installed.
    """

    def __init__(self, address: str, jobs: int | None, cloning: int) -> None:
        self._address = address
        self._cloning = cloning
        self._run = f"channels-fix-{secrets.token_hex(6)}"
        self._versions = versions()
        self._numbers = itertools.count()
        self._lock = threading.Lock()
        self._under_way: dict[Any, tuple[Remote[Prepared], Tell]] = {}
        self._is_closed = False
        self._client = join(address)
        with contextlib.ExitStack() as unless_ready:
            unless_ready.callback(self._client.close)
            self.jobs = jobs or sum(self._client.nthreads().values())
            if not self.jobs:
                raise ClusterError(f"{address}: it has no workers: start some, or say with --jobs how many are to come")
            unless_ready.pop_all()
        self._client.subscribe_topic(self._run, self._told)
        self._threads = ThreadPoolExecutor(self.jobs, thread_name_prefix="prepare")

    def submit(self, task: Task, tell: Tell) -> Future[Prepared]:
        """Begin to prepare a repository."""
        return self._threads.submit(self._prepare, task, tell)

    def close(self) -> None:
        """Take back what is not done: the workers end it."""
        with self._lock:
            was_closed, self._is_closed = self._is_closed, True
            under_way = [future for future, _ in self._under_way.values()]
        if not was_closed:
            with contextlib.suppress(*_CANCELLED, OSError, RuntimeError):
                self._client.cancel(under_way, force=True)
            self._client.close()
        self._threads.shutdown(cancel_futures=True)

    def _prepare(self, task: Task, tell: Tell) -> Prepared:
        from distributed.scheduler import KilledWorker

        tell("wait")
        key = (self._run, f"{task.repository.slug}-{next(self._numbers)}")
        try:
            return self._send(task, key, tell).result()
        except KilledWorker as error:
            ended = f"{counted(error.allowed_failures + 1, 'worker')} ended while at work on it"
            why = f"{ended}, the last one was {error.last_worker.address}"
            return Prepared(task.head, failed=STEPS[0], error=why, is_transient=True)
        except _CANCELLED as error:
            if self._is_closed:
                raise StoppedError from error
            raise self._lost("the connection to the scheduler is lost") from error
        except (ImportError, OSError, RuntimeError, VersionError) as error:
            raise self._lost(reason_of(error)) from error
        finally:
            with self._lock:
                self._under_way.pop(key, None)

    def _send(self, task: Task, key: Any, tell: Tell) -> Remote[Prepared]:
        asked = (pickle.dumps(task), self._versions, self._run, self._cloning)
        with self._lock:
            if self._is_closed:
                raise StoppedError
            try:
                future = self._client.submit(work, *asked, key=key, pure=False)
            except Exception as error:  # nothing else can be sent, whatever is wrong
                raise self._lost(reason_of(error)) from error
            self._under_way[key] = future, tell
        return future

    def _lost(self, why: str) -> ClusterError:
        return ClusterError(f"{self._address}: {why}: start the run again, it goes on from there")

    def _told(self, event: tuple[float, dict[str, Any]]) -> None:
        """A worker begins a step; this is called from the thread of the connection."""
        _, said = event
        found = self._under_way.get(tuple(said["key"]))
        if found:
            found[1](said["step"])
