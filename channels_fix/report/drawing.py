"""Draws a patch on a terminal: coloured, changed words marked, every hunk under the findings it answers.

The patch that is drawn is the one that a pipe would get, so that what is seen is what is applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from channels_fix.report import printable, shown
from channels_fix.report.console import heading

if TYPE_CHECKING:
    from channels_fix.results import FileResult
    from channels_fix.rule import Finding

_HUNK = re.compile(r"@@ -(\d+)")
_TOKEN = re.compile(r"\w+|\s|[^\w\s]")
_STYLES = {"-": "red", "+": "green", "@": "cyan", "\\": "dim"}
_LARGEST_COMPARISON = 1_000_000
"""Product of two token counts above which single words are not worth the wait."""
_LEAST_LIKENESS = 0.3
"""Below this ratio two blocks have so little in common that marking words only adds noise."""


@dataclass
class _Hunk:
    header: str
    lines: list[str] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    """Rows of the file as it was read that are removed or stand beside something added."""


def draw(result: FileResult, patch: bytes, encoding: str) -> Iterator[Text]:
    """Yield the lines that show `patch`, which turns `result.before` into `result.after`, source text in `encoding`."""
    hunks = _hunks(patch.decode(encoding, "backslashreplace"))
    answered = [_place(finding, hunks) for finding in result.fixed]
    yield Text(shown(result.path), "bold")
    for number, hunk in enumerate(hunks):
        for finding, place in zip(result.fixed, answered, strict=True):
            if place == number:
                yield Text.assemble(*heading(finding))
        yield Text(hunk.header, _STYLES["@"])
        yield from _body(hunk.lines)
    yield Text()


def _hunks(patch: str) -> list[_Hunk]:
    hunks: list[_Hunk] = []
    row = 0
    for line in patch.removesuffix("\n").split("\n"):
        start = _HUNK.match(line)
        if start is not None:
            row = int(start[1])
            hunks.append(_Hunk(line))
        elif hunks:
            hunk, kind = hunks[-1], line[:1]
            hunk.lines.append(kind + printable(line[1:].removesuffix("\r"), keep="\t"))
            hunk.touched.update({"-": (row,), "+": (row - 1, row)}.get(kind, ()))
            row += kind in " -"
    return hunks


def _place(finding: Finding, hunks: Sequence[_Hunk]) -> int:
    """Return the number of the first hunk that changes what the finding stands on, or else what its edits name."""
    edits = finding.fix.edits if finding.fix else ()
    for span in (finding.span, *(edit.span for edit in edits)):
        for number, hunk in enumerate(hunks):
            if not hunk.touched.isdisjoint(range(span.start.row, span.end.row + 1)):
                return number
    return 0


def _body(lines: Sequence[str]) -> Iterator[Text]:
    blocks = [(kind, list(block)) for kind, block in groupby(lines, key=lambda line: line[:1])]
    added: list[Text] | None = None
    for (kind, block), (next_kind, next_block) in zip(blocks, [*blocks[1:], ("", [])], strict=True):
        if kind == "-" and next_kind == "+":
            removed, added = _marked(block, next_block)
            yield from removed
        elif kind == "+" and added is not None:
            yield from added
            added = None
        else:
            for line in block:
                yield Text(line, _STYLES.get(kind, ""))


def _marked(removed: Sequence[str], added: Sequence[str]) -> tuple[list[Text], list[Text]]:
    """Return two blocks of lines, the words that differ between them marked."""
    before, after = (_TOKEN.findall("\n".join(line[1:] for line in block)) for block in (removed, added))
    only_before: set[int] = set()
    only_after: set[int] = set()
    changes = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) <= _LARGEST_COMPARISON and changes.ratio() >= _LEAST_LIKENESS:
        for tag, start, end, new_start, new_end in changes.get_opcodes():
            if tag != "equal":
                only_before.update(range(start, end))
                only_after.update(range(new_start, new_end))
    return _styled(before, only_before, "-"), _styled(after, only_after, "+")


def _styled(tokens: Sequence[str], changed: set[int], sign: str) -> list[Text]:
    style = _STYLES[sign]
    text = Text()
    for number, token in enumerate(tokens):
        text.append(token, f"{style} reverse" if number in changed else style)
    return [Text(sign, style).append_text(line) for line in text.split("\n", allow_blank=True)]
