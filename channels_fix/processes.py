"""Spreads work over processes."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


def spread(function: Callable[[Job], Result], jobs: Sequence[Job], workers: int) -> Iterator[Result]:
    """Call `function` with each job in one of `workers` processes and yield the results in the order of the jobs."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # a forked copy of a process with threads may hang, so every worker starts afresh
    with _apart():
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"))
        results = pool.map(function, jobs, chunksize=4)
    try:
        yield from results
    finally:
        pool.shutdown(cancel_futures=True)


def processors() -> int:
    """The number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def _apart() -> Iterator[None]:
    """Let new processes start in a neutral folder and without a mind for Ctrl-C.

    A new interpreter looks for modules in the current folder first, which is the project being read: its `socket.py`
    must not run. And Ctrl-C is this process's to answer: a worker would print a traceback of its own.
    """
    from multiprocessing import resource_tracker

    here = os.open(".", os.O_RDONLY)
    os.chdir(Path(os.__file__).parent)
    try:
        resource_tracker.ensure_running()  # it lets Ctrl-C in again once it has begun, so it must be there before
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a Ctrl-C that comes meanwhile waits
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    finally:
        os.fchdir(here)
        os.close(here)
