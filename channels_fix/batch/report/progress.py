"""What a run says while it goes on: what each job does on a terminal, else a line for each repository that is done."""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from channels_fix.batch.outcome import FIXED, OUTCOMES, Outcome
from channels_fix.batch.repository import Repository
from channels_fix.report import counted, printable

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_DOING = {
    "ask": "asking",
    "wait": "waiting",
    "clone": "cloning",
    "fix": "fixing",
    "check": "checking",
    "deliver": "delivering",
}
_AROUND = 4
"""Lines of a terminal that are no jobs."""
STYLES = {"fixed": "green", "clean": "blue", "skipped": "yellow", "failed": "red"}


class Progress(Protocol):
    """Is told what happens, from several threads."""

    def begins(self, repository: Repository, step: str) -> None:
        """A step of a repository begins."""
        ...

    def ends(self, repository: Repository, outcome: Outcome) -> None:
        """A repository is done."""
        ...


@contextmanager
def shown(total: int, *, quiet: bool) -> Iterator[Progress]:
    """Show on stderr how a run goes on, until the block is left.

    Args:
        total: How many repositories there are.
        quiet: Whether nothing is to be said.
    """
    if quiet:
        yield _Silent()
        return
    if not sys.stderr.isatty():
        yield _Lines(total)
        return
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True, markup=False, emoji=False, highlight=False)
    if console.is_dumb_terminal:
        yield _Lines(total)
        return
    jobs = _Jobs(console, total)
    with Live(jobs, console=console, transient=True, refresh_per_second=4):
        yield jobs


class _Silent:
    def begins(self, repository: Repository, step: str) -> None: ...

    def ends(self, repository: Repository, outcome: Outcome) -> None: ...


class _Lines:
    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def begins(self, repository: Repository, step: str) -> None:
        if step not in _DOING:  # a server is waited for, and that may take an hour
            sys.stderr.write(f"{printable(repository.address.url)}: {printable(step)}\n")
            sys.stderr.flush()

    def ends(self, repository: Repository, outcome: Outcome) -> None:
        self._done += 1
        text = f"[{self._done}/{self._total}] {printable(repository.address.url)}: {_ending(outcome)}"
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def _ending(outcome: Outcome) -> str:
    parts = [outcome.outcome]
    if outcome.outcome == FIXED:
        fixed = len(outcome.findings) - len(outcome.left)
        parts.append(f"{counted(fixed, 'finding')} in {counted(len(outcome.changed_files), 'file')}")
    if outcome.left:
        parts.append(f"{len(outcome.left)} left to a person")
    if outcome.pull_request:
        parts.append(printable(outcome.pull_request))
    text = f"{', '.join(parts)} ({outcome.seconds:.1f} s)"
    return f"{text}: {printable(outcome.error)}" if outcome.error else text


class _Jobs:
    """The picture of a run; rich asks for it a few times a second, from a thread of its own."""

    def __init__(self, console: Console, total: int) -> None:
        self._console = console
        self._total = total
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self._jobs: dict[str, tuple[str, float]] = {}
        self._counts: Counter[str] = Counter()

    def begins(self, repository: Repository, step: str) -> None:
        with self._lock:
            self._jobs[repository.address.url] = (step, time.monotonic())

    def ends(self, repository: Repository, outcome: Outcome) -> None:
        with self._lock:
            self._jobs.pop(repository.address.url, None)
            self._counts[outcome.outcome] += 1

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        with self._lock:
            jobs, counts = dict(self._jobs), dict(self._counts)
        now, done = time.monotonic(), sum(counts.values())
        head = Table.grid(padding=(0, 1))
        outcomes = [(f"  {counts[name]} {name}", STYLES[name]) for name in OUTCOMES if counts.get(name)]
        text = Text.assemble(f"{done} of {self._total}, {_time(now - self._began)}", *outcomes)
        head.add_row(ProgressBar(self._total, done, width=30), text)
        rows = Table.grid(padding=(0, 1), expand=True)
        rows.add_column(style="cyan", no_wrap=True, width=max(map(len, _DOING.values())))
        rows.add_column(justify="right", style="dim", no_wrap=True, width=7)
        rows.add_column(no_wrap=True, overflow="ellipsis", ratio=1)
        most = max(self._console.size.height - _AROUND, 1)
        for url, (step, since) in list(jobs.items())[:most]:
            rows.add_row(_DOING.get(step, step), _time(now - since), Text(printable(url)))
        more = [Text(f"and {len(jobs) - most} more", "dim")] if len(jobs) > most else []
        return Group(head, rows, *more)


def _time(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
