"""Keeps a run below what a forge allows: who asks for more is refused, and who goes on asking then is shut out."""

from __future__ import annotations

import functools
import threading
import time
from collections import deque
from collections.abc import Callable
from urllib.parse import urlsplit


class Pace:
    """Gives turns to threads, in the order in which they ask.

    Args:
        most: How many turns there are within `seconds`.
        seconds: How long that is.
        apart: How many seconds lie between two turns.
        clock: The time, in seconds.
    """

    def __init__(self, most: int, seconds: float, apart: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._apart = apart
        self._clock = clock
        self._turns: deque[float] = deque(maxlen=most)
        self._lock = threading.Lock()

    def wait(self) -> float:
        """Take the next turn, and return in how many seconds it comes."""
        with self._lock:
            now = turn = self._clock()
            if self._turns:
                turn = max(turn, self._turns[-1] + self._apart)
            if len(self._turns) == self._turns.maxlen:
                turn = max(turn, self._turns[0] + self._seconds)
            self._turns.append(turn)
        return turn - now


@functools.cache
def pace_of(api: str) -> Pace | None:
    """The pace of this process for pull requests on a forge, None if that has no such limit or leaves it to its owner.

    Source: "Rate limits for the REST API" and "Best practices for using the REST API" of GitHub: requests that create
    content, no more than 500 an hour, and a second between them, which keeps them below 80 a minute.
    """
    host = urlsplit(api).hostname or ""
    return Pace(500, 3600.0, 1.0) if host == "api.github.com" or host.endswith(".ghe.com") else None
