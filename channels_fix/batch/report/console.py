"""The table that ends a run: what came of the repositories, by outcome and by what was said about them."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable

from channels_fix.batch.outcome import FIXED, OUTCOMES, Outcome
from channels_fix.batch.report.entries import Entry
from channels_fix.batch.report.progress import STYLES
from channels_fix.batch.repository import Repository
from channels_fix.report import counted, printable

_LEFT = "findings left to a person"
_LINE = re.compile(r"\bline [0-9]+")
_NAMED = 3
"""Repositories that are named for each message."""
_MOST = 20
"""Messages that are shown for each outcome."""
_WIDTH = 120
"""Of the table, where there is no terminal that says how wide it is."""


def message_of(repository: Repository, outcome: Outcome) -> str:
    """What is said about a repository, in the words in which it is said about others, too; empty for nothing."""
    if outcome.error is None:
        return _LEFT if outcome.left else ""
    text = outcome.error.replace(repository.address.url, "REPOSITORY")
    name = repository.address.name
    return _LINE.sub("line …", text.replace(name, "REPOSITORY") if "/" in name else text)


class Table:
    """Counts the repositories of a run, and shows what it has counted."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {outcome: Counter() for outcome in OUTCOMES}
        self._names: dict[tuple[str, str], list[str]] = {}
        self._fixed = self._left = self._proposed = 0

    def read(self, entries: Iterable[Entry]) -> None:
        """Count repositories."""
        for entry in entries:
            outcome = entry.outcome
            message = message_of(entry.repository, outcome)
            self._counts[outcome.outcome][message] += 1
            names = self._names.setdefault((outcome.outcome, message), [])
            if len(names) < _NAMED:
                names.append(entry.repository.address.name)
            self._left += len(outcome.left)
            if outcome.outcome == FIXED:
                self._fixed += len(outcome.findings) - len(outcome.left)
            self._proposed += bool(outcome.pull_request)

    def write(self) -> None:
        """Write the table to stdout; nothing in it is taken for markup."""
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table as Drawing
        from rich.text import Text

        drawing = Drawing(box=SIMPLE_HEAD, pad_edge=False)
        drawing.add_column("Outcome", no_wrap=True)
        drawing.add_column("Count", justify="right", no_wrap=True)
        drawing.add_column("What is said", overflow="fold", ratio=3)
        drawing.add_column("Repositories", overflow="fold", ratio=2)
        for outcome in OUTCOMES:
            counts = self._counts[outcome]
            for message, count in counts.most_common(_MOST):
                names = self._named(outcome, message, count)
                drawing.add_row(*(Text(text) for text in (outcome, str(count), printable(message), names)))
                drawing.rows[-1].style = STYLES[outcome]
            if len(counts) > _MOST:
                drawing.add_row(Text(outcome), Text(""), Text(f"and {len(counts) - _MOST} other messages"), Text(""))
        width = None if sys.stdout.isatty() else _WIDTH
        console = Console(file=sys.stdout, width=width, markup=False, emoji=False, highlight=False)
        if drawing.rows:
            console.print(drawing)
        console.print(Text(self._summary()), soft_wrap=True)

    def _named(self, outcome: str, message: str, count: int) -> str:
        names = [printable(name) for name in self._names[outcome, message]]
        return ", ".join([*names, *([f"and {count - len(names)} more"] if count > len(names) else [])])

    def _summary(self) -> str:
        totals = {outcome: sum(counts.values()) for outcome, counts in self._counts.items()}
        total = sum(totals.values())
        parts = [f"{totals[outcome]} {outcome}" for outcome in OUTCOMES if totals[outcome]]
        repositories = f"{total} repository" if total == 1 else f"{total} repositories"
        findings = f"{counted(self._fixed, 'finding')} fixed, {self._left} left to a person"
        requests = [counted(self._proposed, "pull request")] if self._proposed else []
        return "; ".join([": ".join([repositories, *([", ".join(parts)] if parts else [])]), findings, *requests])
