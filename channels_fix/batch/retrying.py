"""Tries again what failed on the way to a server, later and later, or when the server says so."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from channels_fix.batch.git import GitError

Result = TypeVar("Result")
ATTEMPTS = 5
LONGEST = 60.0
"""Seconds between two tries, unless the server names more."""


def patiently(
    function: Callable[[], Result],
    on: Callable[[Exception], bool | float] | None = None,
    pause: Callable[[float], object] = time.sleep,
) -> Result:
    """Call `function` until it succeeds or fails for good.

    Args:
        function: What is called.
        on: Tells whether an error may pass, or in how many seconds; by default the errors of git that may.
        pause: Waits for as long as an error said.

    Raises:
        Exception: the last error of `function`.
    """
    import stamina

    stamina.instrumentation.set_on_retry_hooks([])  # by default it warns of each try
    tried = 0

    def again(error: Exception) -> bool | float:
        nonlocal tried
        tried += 1
        wait = (on or _may_pass)(error)
        if isinstance(wait, bool) or tried == ATTEMPTS:
            return bool(wait)
        pause(wait)
        return 0.0  # it has been waited

    for attempt in stamina.retry_context(again, attempts=ATTEMPTS, timeout=None, wait_initial=0.5, wait_max=LONGEST):
        with attempt:
            return function()
    raise AssertionError("unreachable")


def _may_pass(error: Exception) -> bool:
    return isinstance(error, GitError) and error.is_transient
