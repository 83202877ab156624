"""Applications that run side by side in one event loop, and what each of them leaves behind."""

from __future__ import annotations

import asyncio
import ctypes
import gc
import weakref
from collections.abc import Coroutine, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from typing import Any

from channels.layers import InMemoryChannelLayer

COMPLAINTS = ("never retrieved", "was destroyed but it is pending")
"""What asyncio says, when it collects a future or task, of an error that nobody looked at or of work that was lost."""
TURN = 0.1
"""Seconds that a task has to end after it was cancelled, before it is cancelled again."""
TURNS = 10


class Trial:
    """One run of an application: the tasks that it starts, its channel layer, and what asyncio complains about."""

    def __init__(self) -> None:
        self.tasks: weakref.WeakSet[asyncio.Task[Any]] = weakref.WeakSet()
        self.layer = InMemoryChannelLayer()
        self.complaints: list[str] = []

        self._context = copy_context()
        self._context.run(_current.set, self)

    def start(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Start the application; what it starts in turn belongs to this trial too, since tasks inherit the context."""
        loop = asyncio.get_running_loop()
        loop.set_task_factory(_task_of_trial)
        loop.set_exception_handler(_note_complaint)
        return self._context.run(asyncio.create_task, coroutine)

    def running(self) -> set[asyncio.Task[Any]]:
        """The tasks that are not done."""
        return {task for task in [*self.tasks] if not task.done()}

    def is_silent(self) -> bool:
        """Whether asyncio has nothing to say when it collects what the application left behind."""
        self._context.run(gc.collect)
        return not self.complaints


_current: ContextVar[Trial] = ContextVar("trial")
_outside = Trial()


def _trial() -> Trial:
    return _current.get(_outside)


class LayerOfTrial:
    """The channel layer of the trial that it is used in: consumers of other trials are in other groups."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_trial().layer, name)


class _TaskOfTrial(asyncio.Task[Any]):
    """A task that knows its trial: when it is collected, any other one may be running."""

    trial: Trial


def _task_of_trial(loop: asyncio.AbstractEventLoop, coroutine: Any, **settings: Any) -> asyncio.Task[Any]:
    task = _TaskOfTrial(coroutine, loop=loop, **settings)
    task.trial = _trial()
    task.trial.tasks.add(task)
    return task


def _note_complaint(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    if any(complaint in context["message"] for complaint in COMPLAINTS):
        _trial_of(context.get("task") or context.get("future")).complaints.append(context["message"])
    else:
        loop.default_exception_handler(context)


def _trial_of(future: object) -> Trial:
    return future.trial if isinstance(future, _TaskOfTrial) else _trial()


@contextmanager
def quick_collections() -> Iterator[None]:
    """Let `gc.collect()` look only at what is made in the block: it takes 100 times as long for all the libraries."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


async def end(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """End tasks in any case: one that goes on after it was cancelled is cancelled again, and abandoned in the end."""
    remaining = [*tasks]
    for _ in range(TURNS):
        running = {task for task in remaining if not task.done()}
        if not running:
            break
        for task in running:
            task.cancel()
        await asyncio.wait(running, timeout=TURN)
    for task in remaining:
        if not task.done():
            _abandon(task)
        elif not task.cancelled():
            # An error that nobody looks at is logged when the future is collected.
            task.exception()


def _abandon(task: Any) -> None:
    """Leave a task suspended for ever. One that catches all in an endless loop cannot be ended by anything.

    The event loop would wait for it when it is closed, and to collect it is to throw an exception into it once more.
    """
    asyncio.tasks._unregister_task(task)
    ctypes.pythonapi.Py_IncRef(ctypes.py_object(task))
