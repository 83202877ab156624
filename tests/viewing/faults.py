"""What goes wrong in an event loop without any answer telling of it."""

from __future__ import annotations

import asyncio
import gc
import sys
import threading
import time
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.exceptions import SynchronousOnlyOperation

from .slow_calls import pause, pause_async

BEAT = 0.01
BLOCKED = 0.15
"""Seconds after which a loop that waits for something else, and misses its beats, counts as blocked."""
TURN = 0.1
"""Seconds that count at most between two looks at the loop: more is the machine's, or the interpreter's, own delay."""
BUSY = 0.5
"""Seconds of the processor after which a loop that missed all beats counts as blocked: HTTP clients need 0.2."""
BLOCKING = "the event loop is blocked"


class Faults:
    """The faults of one loop, and the loop's heartbeat."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._beats = 0
        self._beating: asyncio.Task[None] | None = None
        self._loop_thread = threading.get_ident()
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")

    def note(self, fault: str) -> None:
        """Note a fault, once."""
        if fault not in self.found:
            self.found.append(fault)

    def own(self) -> set[asyncio.Task[Any]]:
        """The tasks that are part of the watching."""
        return {self._beating} if self._beating else set()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch the loop that runs."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: self.note(_first_line(context["message"])))
        self._beating = asyncio.create_task(self._beat())
        done = threading.Event()
        watchdog = threading.Thread(target=self._watch, args=(done,), daemon=True)
        watchdog.start()
        try:
            with self._noted_warnings(), self._noted_sync_operations():
                yield
                gc.collect()
        finally:
            done.set()
            watchdog.join()
            self._beating.cancel()

    async def _beat(self) -> None:
        while True:
            self._beats += 1
            await pause_async(BEAT)

    def _watch(self, done: threading.Event) -> None:
        # Neither counts what a busy machine takes away: the time in which this thread gets no turn either, and that in
        # which the loop has something to do, but does not get the processor.
        silent, last, began, waited = 0.0, self._beats, time.process_time(), self._waited()
        while not done.is_set():
            pause(BEAT)
            before, waited = waited, self._waited()
            if self._beats != last:
                silent, last, began = 0.0, self._beats, time.process_time()
                continue
            silent += min(waited - before, TURN)
            if silent > BLOCKED or time.process_time() - began > BUSY:
                self.note(f"{BLOCKING}: {self._place()}")
                silent, began = float("-inf"), time.process_time()

    def _waited(self) -> float:
        """Seconds for which the loop's thread waited for anything but the processor, counted from any moment."""
        try:
            running, ready, _ = self._schedule.read_text(encoding="utf-8").split()
        except OSError:
            return time.monotonic()
        return time.monotonic() - (int(running) + int(ready)) / 1e9

    def _place(self) -> str:
        stack = traceback.extract_stack(sys._current_frames()[self._loop_thread])
        own = [frame for frame in stack if frame.filename == "<case>"] or stack
        return f"line {own[-1].lineno}, {own[-1].line or own[-1].name}"

    @contextmanager
    def _noted_warnings(self) -> Iterator[None]:
        def show(message: Warning | str, *_: object, **__: object) -> None:
            if "never awaited" in str(message):
                self.note(str(message))

        with warnings.catch_warnings():
            warnings.simplefilter("always", RuntimeWarning)
            warnings.showwarning = show
            yield

    @contextmanager
    def _noted_sync_operations(self) -> Iterator[None]:
        def init(error: Exception, *args: object) -> None:
            Exception.__init__(error, *args)
            self.note(f"SynchronousOnlyOperation: {self._place()}")

        SynchronousOnlyOperation.__init__ = init  # type: ignore[method-assign]
        try:
            yield
        finally:
            del SynchronousOnlyOperation.__init__  # type: ignore[misc]


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else text
