"""Draws the changes of a file on a terminal: coloured, changed words marked, hunks under the findings they answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from channels_fix.diff import Hunk, hunks
from channels_fix.report import printable, shown
from channels_fix.report.console import heading, line

if TYPE_CHECKING:
    from channels_fix.results import FileResult
    from channels_fix.rule import Finding, Span

_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_STYLES = {"-": "red", "+": "green", " ": ""}
_LARGEST_COMPARISON = 1_000_000
"""Product of two token counts above which single words are not worth the wait."""
_LEAST_LIKENESS = 0.3
"""Below this ratio two blocks have so little in common that marking words only adds noise."""


def draw(result: FileResult, encoding: str) -> Iterator[Text]:
    """Yield the lines that show how `result.after` differs from `result.before`, both in `encoding`."""
    found = hunks(result.before, result.after or b"")
    places = [(_place(spans, found), finding) for finding, spans in _stands(result)]
    yield Text(shown(result.path), "bold")
    for number, hunk in enumerate(found):
        for place, finding in places:
            if place == number:
                is_own = finding in result.findings
                yield Text.assemble(*(heading(finding) if is_own else line(finding.path, finding)))
        before, after = len(hunk.before_lines), len(hunk.after_lines)
        yield Text(f"@@ -{hunk.before_start},{before} +{hunk.after_start},{after} @@", "cyan")
        yield from _body(hunk, encoding)
    yield Text()


def _stands(result: FileResult) -> Iterator[tuple[Finding, list[Span]]]:
    """Yield what is fixed, with where that is seen in this file: the finding itself if it is there, then its edits."""
    absolute = result.path.absolute()
    for finding in result.fixed:
        own = [finding.span] if finding in result.findings else []
        changes = (change for change in finding.changes if change.path in (absolute, result.path))
        yield finding, [*own, *(edit.span for change in changes for edit in change.edits)]


def _place(spans: Sequence[Span], found: Sequence[Hunk]) -> int:
    """Return the number of the first hunk that changes the first of `spans` that one changes."""
    touched = [_touched(hunk) for hunk in found]
    for span in spans:
        for number, rows in enumerate(touched):
            if not rows.isdisjoint(range(span.start.row, span.end.row + 1)):
                return number
    return 0


def _touched(hunk: Hunk) -> set[int]:
    """Return the rows of the file as it was that are removed or stand beside something added."""
    rows: set[int] = set()
    row = hunk.before_start
    for tag, _ in hunk.lines:
        if tag == "+":
            rows |= {row - 1, row}
            continue
        if tag == "-":
            rows.add(row)
        row += 1
    return rows


def _body(hunk: Hunk, encoding: str) -> Iterator[Text]:
    runs = [
        (tag, [_readable(line, encoding) for _, line in run]) for tag, run in groupby(hunk.lines, lambda line: line[0])
    ]
    added: list[Text] = []
    for (tag, run), (next_tag, next_run) in zip(runs, [*runs[1:], ("", [])], strict=True):
        if tag == "-" and next_tag == "+":
            removed, added = _compared(run, next_run)
            yield from removed
        elif tag == "+" and added:
            yield from added
            added = []
        else:
            yield from (Text(tag + line, _STYLES[tag]) for line in run)


def _readable(line: bytes, encoding: str) -> str:
    text = printable(line.decode(encoding, "backslashreplace").removesuffix("\n").removesuffix("\r"), keep="\t")
    return text if line.endswith(b"\n") else f"{text}  \\ No newline at end of file"


def _compared(removed: Sequence[str], added: Sequence[str]) -> tuple[list[Text], list[Text]]:
    """Return two runs of lines, the words that differ between them marked."""
    before, after = (_TOKEN.findall("\n".join(run)) for run in (removed, added))
    only_before: set[int] = set()
    only_after: set[int] = set()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) <= _LARGEST_COMPARISON and matcher.ratio() >= _LEAST_LIKENESS:
        for tag, start, end, new_start, new_end in matcher.get_opcodes():
            if tag != "equal":
                only_before.update(range(start, end))
                only_after.update(range(new_start, new_end))
    return _marked(before, only_before, "-"), _marked(after, only_after, "+")


def _marked(tokens: Sequence[str], changed: set[int], tag: str) -> list[Text]:
    style = _STYLES[tag]
    text = Text()
    for number, token in enumerate(tokens):
        text.append(token, f"{style} reverse" if number in changed else style)
    return [Text(tag, style).append_text(line) for line in text.split("\n", allow_blank=True)]
