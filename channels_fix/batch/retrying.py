"""Tries again what failed on the way to a server, later and later, or when the server says so."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import TypeVar

from channels_fix.batch.git import GitError

Result = TypeVar("Result")
ATTEMPTS = 5
LONGEST = 60.0
"""Seconds between two tries, unless the server names more."""


def patiently(
    function: Callable[[], Result],
    pause: Callable[[float], object],
    on: Callable[[Exception], bool | float] | None = None,
    tell: Callable[[float], object] = float,
) -> Result:
    """Call `function` until it succeeds or fails for good.

    Args:
        function: What is called.
        pause: Waits for some seconds, and raises if the run is ended meanwhile.
        on: Tells whether an error may pass, or in how many seconds; by default the errors of git that may.
        tell: Is told for how many seconds a server wants to be left alone.

    Raises:
        Exception: the last error of `function`, or what `pause` raises.
    """
    import stamina

    stamina.instrumentation.set_on_retry_hooks([])  # by default it warns of each try
    tried = 0

    def again(error: Exception) -> bool | float:
        nonlocal tried
        tried += 1
        asked = (on or _may_pass)(error)
        if asked is False or tried == ATTEMPTS:
            return bool(asked)
        if asked is not True:
            tell(asked)
        pause(_later(attempt.next_wait) if asked is True else asked)
        return 0.0  # it has been waited, and stamina's own wait would not hear the end of the run

    for attempt in stamina.retry_context(again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=LONGEST):
        with attempt:
            return function()
    raise AssertionError("unreachable")


def _later(seconds: float) -> float:
    """A time not below `seconds` at which not all others come, too."""
    return min(seconds + random.random(), LONGEST)  # noqa: S311 - nothing is to be kept secret


def _may_pass(error: Exception) -> bool:
    return isinstance(error, GitError) and error.is_transient
