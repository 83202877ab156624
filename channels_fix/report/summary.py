"""The few lines on stderr that end a run."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING

from channels_fix.report import counted, printable, shown
from channels_fix.rule import Applicability

if TYPE_CHECKING:
    from channels_fix.results import FileResult, Settings
    from channels_fix.rule import Notice


class Mode(enum.Enum):
    """What a run does with the fixes it has."""

    REPORT = "report"
    DIFF = "diff"
    WRITE = "write"


def summary(
    files_seen: int, results: Sequence[FileResult], mode: Mode, settings: Settings, listed: int | None = None
) -> list[str]:
    """Return the summary of a run and, where there is one, the next step.

    `results` say how it ended: a file that could not be written has an error and nothing in `fixed`. `listed` is the
    number of findings in what was written, if somebody looked: the fixes of some may have ended or uncovered others.
    """
    fixed = sum(len(result.mended) for result in results)
    unsafe = 0 if settings.unsafe_fixes else sum(_left_unsafe(result) for result in results)
    return [_counts(files_seen, results, fixed, mode, listed), *_next_step(fixed, unsafe, mode)]


def notes(notices: Sequence[Notice]) -> list[str]:
    """Return one line for each notice."""
    return [
        f"note: {printable(one.subject)} ({shown(one.origin) if one.origin else 'command line'}): "
        f"{printable(one.message)}"
        for one in notices
    ]


def _counts(files_seen: int, results: Sequence[FileResult], fixed: int, mode: Mode, listed: int | None) -> str:
    found = sum(len(result.findings) for result in results)
    parts = [f"{counted(files_seen, 'file')} looked at"]
    if found:
        parts.append(
            f"{counted(found, 'finding')} in {counted(sum(bool(result.findings) for result in results), 'file')}"
        )
    else:
        parts.append("nothing found")
    if found and mode is Mode.WRITE:
        left = found - fixed
        new = 0 if listed is None else max(listed - left, 0)
        parts += [
            f"{fixed} fixed",
            f"{left if listed is None else listed - new} left",
            *([f"{new} new"] if new else []),
        ]
    changed = [result for result in results if result.after is not None]
    if mode is not Mode.REPORT and not all(result.findings for result in changed):
        parts.append(f"{counted(len(changed), 'file')} changed")
    errors = sum(result.error is not None for result in results)
    if errors:
        parts.append(counted(errors, "error"))
    return ", ".join(parts)


def _next_step(fixed: int, unsafe: int, mode: Mode) -> list[str]:
    if mode is Mode.WRITE:
        return [f"{unsafe} fixable with --unsafe-fixes"] if unsafe else []
    if fixed and unsafe:
        return [f"{fixed} fixable with --write, {unsafe} more with --unsafe-fixes"]
    if fixed:
        return [f"{fixed} fixable with --write"]
    return [f"{unsafe} fixable with --write --unsafe-fixes"] if unsafe else []


def _left_unsafe(result: FileResult) -> int:
    return sum(finding.applicability is Applicability.UNSAFE for finding in result.left)
