"""Room for deeply nested source: walks over its tree, LibCST's among them, call themselves for each level."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

STACK_BYTES = 512 * 1024 * 1024
RECURSION_LIMIT = 100_000

Result = TypeVar("Result")


def with_deep_stack(function: Callable[[], Result]) -> Result:
    """Call `function` where deep recursion finds room, and return its result.

    What it raises is raised here.
    """
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(RECURSION_LIMIT)
        try:
            results.append(function())
        except BaseException as error:  # noqa: BLE001 - carried over to the calling thread
            errors.append(error)
        finally:
            sys.setrecursionlimit(limit)

    size = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, name="deep", daemon=True)
        thread.start()
    finally:
        threading.stack_size(size)
    thread.join()
    if errors:
        raise errors[0]
    return results[0]
