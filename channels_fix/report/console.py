"""Findings as text, one a line, in the manner of `ruff check --output-format concise`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from channels_fix.report import printable, shown
from channels_fix.rule import Applicability

if TYPE_CHECKING:
    from rich.text import Text

    from channels_fix.results import FileResult
    from channels_fix.rule import Finding

_MARKS = {
    Applicability.SAFE: (" [*]", "green"),
    Applicability.UNSAFE: (" [-]", "yellow"),
    Applicability.DISPLAY: ("", ""),
}


def write_findings(results: Iterable[FileResult], stream: TextIO) -> None:
    """Write every finding to `stream` as `path:row:column: CODE [*] message`, its reason indented below.

    `[*]` marks a safe fix and `[-]` an unsafe one.
    """
    lines = (line(result.path, finding) for result in results for finding in result.findings)
    if not in_colour(stream):
        stream.writelines("".join(text for text, _ in pieces) + "\n" for pieces in lines)
        return
    from rich.text import Text

    write_styled((Text.assemble(*pieces) for pieces in lines), stream)


def in_colour(stream: TextIO) -> bool:
    """Whether text on `stream` may be styled; rich itself then honours NO_COLOR and dumb terminals."""
    return stream.isatty() or bool(os.environ.get("FORCE_COLOR"))


def write_styled(lines: Iterable[Text], stream: TextIO) -> None:
    """Write styled lines to `stream` as they are: none is wrapped, cropped or searched for markup."""
    from rich.console import Console

    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    for line in lines:
        console.print(line, soft_wrap=True)


def line(path: Path, finding: Finding) -> list[tuple[str, str]]:
    """Return `finding`, in the file that the user knows as `path`, as pieces of text with their styles."""
    return [
        (shown(path), "bold"),
        (f":{finding.span.start.row}:{finding.span.start.column}: ", "cyan"),
        *heading(finding),
    ]


def heading(finding: Finding) -> Iterator[tuple[str, str]]:
    """Yield the code, message and reason of `finding` as pieces of text with their styles."""
    yield finding.code, "bold red"
    yield _MARKS[finding.applicability]
    yield f" {printable(finding.message)}", ""
    if finding.reason:
        yield f"\n    {printable(finding.reason)}", "dim"
