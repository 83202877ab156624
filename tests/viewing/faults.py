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
from typing import Any

from django.core.exceptions import SynchronousOnlyOperation

from .slow_calls import pause, pause_async

BEAT = 0.01
BLOCKED = 15
"""Beats after which a loop that missed them all, and did nothing, counts as blocked."""
IDLE = BEAT / 10
"""Seconds of the processor in the time of a beat which are nothing."""
BUSY = 0.25
"""Seconds of the processor after which a loop that missed all beats counts as blocked."""
BLOCKING = "the event loop is blocked"


class Faults:
    """The faults of one loop, and the loop's heartbeat."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._beats = 0
        self._beating: asyncio.Task[None] | None = None
        self._loop_thread = threading.get_ident()

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
        # Neither counts what a busy machine takes away: time in which this thread gets no turn either, and time in
        # which the loop is at work, but does not get the processor.
        silent, last = 0, self._beats
        began = before = time.process_time()
        while not done.is_set():
            pause(BEAT)
            now = time.process_time()
            if self._beats != last:
                silent, last, began = 0, self._beats, now
            else:
                silent = silent + 1 if now - before < IDLE else 0
            if silent == BLOCKED or now - began > BUSY:
                self.note(f"{BLOCKING}: {self._place()}")
                began = now
            before = now

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
