"""Does an application end as cancelled when its task is cancelled, its clean-up done and nothing left behind?

It is cancelled inside `work()` or while it waits for a message; once, or again at once, or again inside its clean-up.
"""

from __future__ import annotations

import asyncio
import contextlib
import types
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

from channels.testing import WebsocketCommunicator
from trials import Trial, end

REACHED = 5.0
"""Seconds that an application has to get into the state in which it is to be cancelled."""
LINGERING = 0.6
"""Seconds that its tasks have to end after itself: for the rest of a clean-up that was shielded."""
RELEASE = 0.1
"""Seconds that `release()` takes."""

CONNECT = {"type": "websocket.connect"}
RECEIVE = {"type": "websocket.receive", "text": "{}"}
DISCONNECT = {"type": "websocket.disconnect", "code": 1006}


class Subject:
    """A module's application while it runs: how far it is, and what it was seen to do."""

    def __init__(self, module: types.ModuleType) -> None:
        self.working, self.idle, self.releasing = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.begun = self.released = 0
        self._module = module

    def application(self, *messages: dict[str, Any]) -> Any:
        """The coroutine to run: `main()`, or a WebSocket application that receives these messages."""
        if main := getattr(self._module, "main", None):
            return main()
        application = getattr(self._module, "application", None) or self._module.Consumer.as_asgi()
        left = [*messages]

        async def receive() -> dict[str, Any]:
            if left:
                return left.pop(0)
            self.idle.set()
            await asyncio.sleep(3600)
            raise AssertionError("nobody was to wait for so long")

        async def send(_: object) -> None: ...

        return application(WebsocketCommunicator(application, "/ws/").scope, receive, send)

    @property
    def is_clean(self) -> bool:
        """Whether the clean-up ran, to its end, and no part of it twice."""
        cleaned = getattr(self._module, "cleaned", ["nothing is noted"])
        released = self.begun == self.released and (self.begun > 0 or not hasattr(self._module, "release"))
        return released and 0 < len(cleaned) == len({*map(repr, cleaned)})

    def forget(self) -> None:
        """Take back what the module noted of its last clean-up."""
        getattr(self._module, "cleaned", []).clear()

    @contextlib.contextmanager
    def hanging_work(self) -> Iterator[None]:
        """Let `work()` come to no end."""

        async def hang(*_: object, **__: object) -> None:
            self.working.set()
            await asyncio.sleep(3600)

        with _replaced(self._module, "work", hang):
            yield

    @contextlib.contextmanager
    def slow_release(self) -> Iterator[None]:
        """Let `release()`, if the module has it, take its time."""
        release = getattr(self._module, "release", None)

        async def release_slowly(*args: object, **kwargs: object) -> Any:
            self.begun += 1
            self.releasing.set()
            await asyncio.sleep(RELEASE)
            result = await release(*args, **kwargs)  # type: ignore[misc]
            self.released += 1
            return result

        with _replaced(self._module, "release", release_slowly) if release else contextlib.nullcontext():
            yield


Cancel = Callable[[Subject, "asyncio.Task[Any]"], Awaitable[None]]


async def ends_cancelled(module: types.ModuleType, grace: float) -> bool:
    """Whether the application ends as it should when it is cancelled in `work()`."""
    for cancel in _ways(module):
        subject, trial = Subject(module), Trial()
        with subject.hanging_work():
            sound = await _withstands(subject, trial, subject.working, cancel, grace)
        if not (sound and trial.is_silent()):
            return False
    return True


async def ends_cancelled_everywhere(module: types.ModuleType, grace: float) -> bool:
    """The same, and also when it is cancelled while it waits for a message."""
    for cancel in _ways(module):
        subject, trial = Subject(module), Trial()
        if not (await _withstands(subject, trial, subject.idle, cancel, grace) and trial.is_silent()):
            return False
    return await ends_cancelled(module, grace)


async def ends_without_tasks(module: types.ModuleType, grace: float) -> bool:
    """Whether the application ends when its client leaves after one message, and none of its tasks goes on.

    An error that leaves the application is raised.
    """
    trial = Trial()
    return await _leaves_no_task(Subject(module), trial, grace) and trial.is_silent()


async def _leaves_no_task(subject: Subject, trial: Trial, grace: float) -> bool:
    task = trial.start(subject.application(CONNECT, RECEIVE, DISCONNECT))
    try:
        await asyncio.wait({task}, timeout=grace)
        if not task.done():
            return False
        task.result()
        return await _all_end(trial)
    finally:
        await end(trial.running())


async def _withstands(subject: Subject, trial: Trial, state: asyncio.Event, cancel: Cancel, grace: float) -> bool:
    """Whether the application, cancelled in this state, ends as cancelled, and neither task nor channel is left."""
    with subject.slow_release():
        subject.forget()
        task = trial.start(subject.application(CONNECT, RECEIVE))
        try:
            await _reached(state, task)
            await cancel(subject, task)
            await asyncio.wait({task}, timeout=grace)
            return task.cancelled() and await _all_end(trial) and subject.is_clean and not trial.layer.groups
        finally:
            await end(trial.running())


async def _reached(state: asyncio.Event, task: asyncio.Task[Any]) -> None:
    task.add_done_callback(lambda _: state.set())
    await asyncio.wait_for(state.wait(), REACHED)
    if task.done():
        error = None if task.cancelled() else task.exception()
        raise RuntimeError("the application ended before it was cancelled") from error


async def _all_end(trial: Trial) -> bool:
    if running := trial.running():
        await asyncio.wait(running, timeout=LINGERING)
    return not trial.running()


def _ways(module: types.ModuleType) -> list[Cancel]:
    return [_once, _twice, *([_in_release] if hasattr(module, "release") else [])]


async def _once(_: Subject, task: asyncio.Task[Any]) -> None:
    task.cancel()


async def _twice(_: Subject, task: asyncio.Task[Any]) -> None:
    task.cancel()
    # Just long enough for the application to get to the first await of its clean-up.
    await asyncio.sleep(0)
    task.cancel()


async def _in_release(subject: Subject, task: asyncio.Task[Any]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(subject.releasing.wait(), LINGERING)
    task.cancel()


@contextlib.contextmanager
def _replaced(module: types.ModuleType, name: str, value: object) -> Iterator[None]:
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)
