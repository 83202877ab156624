"""What a process does that takes long: each such call, when it began, and whether it came to its end."""

from __future__ import annotations

import asyncio
import functools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

SHORT = 0.05
"""Seconds below which a pause is none: libraries poll with such."""
PROCESSES = frozenset({"subprocess.Popen", "os.system", "os.posix_spawn"})

pause = time.sleep
pause_async = asyncio.sleep
"""To wait without being noted."""


@dataclass
class SlowCall:
    """One call; `ended` stays None while it runs, and for ever when it was cut off or was the start of a process."""

    what: str
    began: float
    ended: float | None = None


class SlowCalls:
    """All slow calls of this process in the order of their beginning, from any thread."""

    def __init__(self) -> None:
        self.calls: list[SlowCall] = []
        self.listener: Callable[[], object] | None = None
        self._lock = threading.Lock()
        self._watching = False

    def begin(self, what: str) -> SlowCall:
        """Note that a call begins."""
        call = SlowCall(what, time.monotonic())
        with self._lock:
            self.calls.append(call)
        if self.listener:
            self.listener()
        return call

    def end(self, call: SlowCall) -> None:
        """Note that a call came to its end."""
        call.ended = time.monotonic()

    def processes_left(self) -> list[str]:
        """The processes below this one that run; none are looked for if none were started."""
        if not any(call.what in PROCESSES for call in self.calls):
            return []
        self._watching = False
        listed = subprocess.run(
            ["ps", "-A", "-o", "pid=,ppid=,pgid=,stat=,args="], capture_output=True, text=True, check=True
        ).stdout
        self._watching = True
        own = str(os.getpid())
        found = [line.split(maxsplit=4) for line in listed.splitlines()]
        return [
            args
            for pid, parent, group, state, args in found
            if own in {parent, group} and pid != own and not state.startswith("Z") and not args.startswith("ps -A")
        ]

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Note every pause and every process that is started in the block."""
        sys.addaudithook(self._note_process)
        time.sleep, asyncio.sleep = self._sleep, self._sleep_async  # type: ignore[assignment]
        self._watching = True
        try:
            yield
        finally:
            self._watching = False
            time.sleep, asyncio.sleep = pause, pause_async

    def _note_process(self, event: str, _: Any) -> None:
        # A hook stays for as long as the process does.
        if self._watching and event in PROCESSES:
            self.begin(event)

    @functools.wraps(time.sleep)
    def _sleep(self, seconds: float) -> None:
        if seconds < SHORT:
            return pause(seconds)
        call = self.begin("time.sleep")
        pause(seconds)
        return self.end(call)

    @functools.wraps(asyncio.sleep)
    async def _sleep_async(self, delay: float, result: object = None) -> object:
        if delay < SHORT:
            return await pause_async(delay, result)
        call = self.begin("asyncio.sleep")
        await pause_async(delay)
        self.end(call)
        return result
