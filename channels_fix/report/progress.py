"""A progress bar for runs that take long enough to wonder."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

_PATIENCE = 0.5
"""Seconds without a bar: most runs are over by then, and need no rich."""


@contextmanager
def bar(*, wanted: bool = True) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with the number of files done and the number of all files.

    The bar appears on stderr, half a second after the start and only on a terminal, and goes when the block is left.
    """
    with ExitStack() as stack:
        yield _Bar(stack) if wanted and sys.stderr.isatty() else _silent


def _silent(done: int, total: int) -> None:
    """Take the news and say nothing."""


class _Bar:
    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._started = time.monotonic()
        self._draw: Callable[[int, int], None] | None = None

    def __call__(self, done: int, total: int) -> None:
        if self._draw is None and done < total and time.monotonic() - self._started >= _PATIENCE:
            self._draw = self._appear(total)
        if self._draw is not None:
            self._draw(done, total)

    def _appear(self, total: int) -> Callable[[int, int], None]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("Reading files"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        progress = self._stack.enter_context(Progress(*columns, console=Console(stderr=True), transient=True))
        task = progress.add_task("", total=total)
        return lambda done, total: progress.update(task, completed=done, total=total)
