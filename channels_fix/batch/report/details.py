"""What the dashboard shows of one repository when it is opened: its findings, its diffs, what its check said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from channels_fix.batch.outcome import Outcome
from channels_fix.batch.preparing import Change, Prepared
from channels_fix.batch.report.entries import Entry, Reported
from channels_fix.diff import Line, hunks
from channels_fix.report import printable

_LEFT, _DELIVERED, _DONE = range(3)
"""A finding is left to a person, repaired, or repaired in a repository that failed."""
_FINDINGS = 200
"""Of one repository."""
_FILES = 100
_LINES = 400
"""Of the diff of one file."""
_ALL_LINES = 2_000
"""Of the diffs of one repository."""
_LONGEST = 1_000
"""Characters of a line."""
_LARGEST = 2_000_000
"""Bytes of a file that is compared."""
_OUTPUT = 8_000
"""Characters of what a check said, from its end."""
_ALL = 64_000_000
"""Characters of one page: a browser has to read all of it."""


class Details:
    """Gives the details of one repository after the other, until a page holds as much as a browser takes."""

    def __init__(self) -> None:
        self._room = _ALL

    def take(self, size: int) -> None:
        """Note that so many characters went into the page."""
        self._room -= size

    def of(self, entry: Entry, reported: Reported) -> dict[str, Any]:
        """Return the details of a repository; less of them once the page is full."""
        outcome = entry.outcome
        found: dict[str, Any] = {"branch": outcome.branch, "base": outcome.base, "commit": outcome.commit}
        found["baseCommit"] = entry.base_commit
        found["pushed"] = outcome.pushed
        if self._room <= 0:
            found["cut"] = True
        else:
            found["findings"] = [_finding(finding, outcome) for finding in outcome.findings[:_FINDINGS]]
            found["moreFindings"] = max(len(outcome.findings) - _FINDINGS, 0)
            found["notices"] = [printable(notice) for notice in outcome.notices[:_FINDINGS]]
            prepared = reported.prepared(entry) if entry.key else None
            found["check"] = _said(prepared)
            found["files"] = list(_files(prepared.changes if prepared else ()))
            found["moreFiles"] = max(len(prepared.changes) - _FILES, 0) if prepared else 0
        if outcome.commit:
            found["patch"] = f"patches/{entry.repository.slug}.patch"
        return {key: _shown(value) for key, value in found.items() if value}


def _shown(value: Any) -> Any:
    return printable(value, keep="\n\t") if isinstance(value, str) else value


def _said(prepared: Prepared | None) -> str:
    return prepared.checked.output[-_OUTPUT:] if prepared and prepared.checked else ""


def _finding(finding: Mapping[str, Any], outcome: Outcome) -> list[Any]:
    where = finding["location"]
    state = (_DELIVERED if outcome.commit else _DONE) if finding["fixed"] else _LEFT
    texts = (finding[key] or "" for key in ("code", "filename", "message", "reason", "applicability"))
    code, filename, message, reason, applicability = (printable(text)[:_LONGEST] for text in texts)
    return [code, filename, where["row"], where["column"], message, reason, state, applicability]


def _files(changes: Sequence[Change]) -> Iterator[list[Any]]:
    """Yield the diffs: the name of each file, the lines added and removed, its hunks, and whether something is cut."""
    room = _ALL_LINES
    for change in changes[:_FILES]:
        if max(len(change.before), len(change.after)) > _LARGEST:
            yield [printable(change.path), 0, 0, [], 1]
            continue
        added = removed = 0
        shown: list[list[Any]] = []
        left = min(room, _LINES)
        is_cut = 0
        for hunk in hunks(change.before, change.after):
            added += sum(tag == "+" for tag, _ in hunk.lines)
            removed += sum(tag == "-" for tag, _ in hunk.lines)
            is_cut |= len(hunk.lines) > left
            if left:
                lines = [tag + _readable(line) for tag, line in _cut(hunk.lines, left)]
                shown.append([hunk.before_start, hunk.after_start, lines])
                left = max(left - len(lines), 0)
                room = max(room - len(lines), 0)
        yield [printable(change.path), added, removed, shown, int(is_cut)]


def _cut(lines: Sequence[Line], room: int) -> list[Line]:
    """The beginning of a hunk; of lines that take the place of others, as many are kept as of those."""
    kept: list[Line] = []
    for is_same, block in groupby(lines, lambda line: line[0] == " "):
        found = list(block)
        if len(kept) + len(found) > room:
            half = (room - len(kept) + 1) // 2
            sides = [[line for line in found if line[0] == tag] for tag in "-+"]
            found = found[: 2 * half] if is_same or not all(sides) else [*sides[0][:half], *sides[1][:half]]
        kept += found
        if len(kept) >= room:
            break
    return kept


def _readable(line: bytes) -> str:
    text = printable(line.decode("utf-8", "backslashreplace").removesuffix("\n").removesuffix("\r"), keep="\t")
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    return text if line.endswith(b"\n") else f"{text}  \\ No newline at end of file"
