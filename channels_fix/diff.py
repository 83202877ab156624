"""Differences as `git apply` takes them: lines end at LF only, and every byte counts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Tag = Literal[" ", "-", "+"]
Line = tuple[Tag, bytes]
_Compare = Callable[[list[bytes], list[bytes]], Iterator[Line]]

_CONTEXT = 3
_LONG = 2_000
_ESCAPES = {ord(char): f"\\{letter}" for char, letter in zip('\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True)}


@dataclass(frozen=True)
class Hunk:
    """One stretch of changes with up to three unchanged lines on either side.

    `before_start` and `after_start` are the rows, from 1, of its first line in the two versions. A line keeps its LF;
    only the last line of a file may lack it.
    """

    before_start: int
    after_start: int
    lines: tuple[Line, ...]

    @property
    def before_lines(self) -> tuple[bytes, ...]:
        """The lines as they were."""
        return tuple(line for tag, line in self.lines if tag != "+")

    @property
    def after_lines(self) -> tuple[bytes, ...]:
        """The lines as they become."""
        return tuple(line for tag, line in self.lines if tag != "-")


def unified(before: bytes, after: bytes, name: str) -> bytes:
    """Return the patch that turns `before` into `after`; empty if they are the same.

    `name` is the path from the folder where the patch is to be applied, with slashes. There is no `diff --git` line:
    with it, `git apply` in a subfolder would take the path from the top of the repository and skip the file silently.
    """
    found = hunks(before, after)
    if not found:
        return b""
    # Without the tab, a tool would end the name at its first space.
    tab = b"\t" if " " in name else b""
    header = b"--- " + _quoted(f"a/{name}") + tab + b"\n+++ " + _quoted(f"b/{name}") + tab + b"\n"
    return header + b"".join(_patch_of(hunk) for hunk in found)


def hunks(before: bytes, after: bytes) -> list[Hunk]:
    """Return the differences, from the top down; none if there are none."""
    script = list(_script(_lines(before), _lines(after)))
    changed = [row for row, (tag, _) in enumerate(script) if tag != " "]
    found: list[Hunk] = []
    before_row = after_row = 1
    position = 0
    for first, last in _groups(changed):
        start, end = max(first - _CONTEXT, 0), last + _CONTEXT + 1
        # Between two groups nothing differs.
        before_row += start - position
        after_row += start - position
        hunk = Hunk(before_row, after_row, tuple(script[start:end]))
        found.append(hunk)
        before_row += len(hunk.before_lines)
        after_row += len(hunk.after_lines)
        position = start + len(hunk.lines)
    return found


def changes(before: Sequence[str], after: Sequence[str]) -> list[tuple[slice, slice]]:
    """Return the stretches that differ: which lines of `before` become which lines of `after`."""
    found: list[tuple[slice, slice]] = []
    row_before = row_after = 0
    for tag, lines in groupby(_script([s.encode() for s in before], [s.encode() for s in after]), lambda line: line[0]):
        count = len(list(lines))
        old, new = (
            slice(row_before, row_before + count * (tag != "+")),
            slice(row_after, row_after + count * (tag != "-")),
        )
        if tag != " ":
            adjoins = found and found[-1][0].stop == old.start and found[-1][1].stop == new.start
            if adjoins:
                old, new = slice(found[-1][0].start, old.stop), slice(found[-1][1].start, new.stop)
                found.pop()
            found.append((old, new))
        row_before, row_after = old.stop, new.stop
    return found


def _lines(data: bytes) -> list[bytes]:
    # `splitlines` would also split at CR.
    *ended, rest = data.split(b"\n")
    return [line + b"\n" for line in ended] + ([rest] if rest else [])


def _groups(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Join the rows whose contexts would touch."""
    if not rows:
        return
    first = last = rows[0]
    for row in rows[1:]:
        if row - last > 2 * _CONTEXT + 1:
            yield first, last
            first = row
        last = row
    yield first, last


def _script(before: list[bytes], after: list[bytes]) -> Iterator[Line]:
    """Yield the lines of both versions in one order.

    Comparing all lines with all would take minutes on a long file with many equal lines. So it is compared piece by
    piece between the lines that stand once in each version, and of each piece the ends that are the same are set aside.
    """
    return _between_same_ends(before, after, _between_anchors)


def _between_same_ends(before: list[bytes], after: list[bytes], compare: _Compare) -> Iterator[Line]:
    head = _same_start(before, after)
    tail = _same_start(before[head:][::-1], after[head:][::-1])
    yield from _unchanged(before[:head])
    yield from compare(before[head : len(before) - tail], after[head : len(after) - tail])
    yield from _unchanged(before[len(before) - tail :])


def _between_anchors(before: list[bytes], after: list[bytes]) -> Iterator[Line]:
    at_before = at_after = 0
    for row_before, row_after in (*_anchors(before, after), (len(before), len(after))):
        if (at_before, at_after) != (row_before, row_after):
            gap_before, gap_after = before[at_before:row_before], after[at_after:row_after]
            yield from _between_same_ends(gap_before, gap_after, _compare)
        yield from _unchanged(before[row_before : row_before + 1])
        at_before, at_after = row_before + 1, row_after + 1


def _unchanged(lines: list[bytes]) -> Iterator[Line]:
    return ((" ", line) for line in lines)


def _same_start(before: list[bytes], after: list[bytes]) -> int:
    for count, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return count
    return min(len(before), len(after))


def _anchors(before: list[bytes], after: list[bytes]) -> Iterator[tuple[int, int]]:
    once_before, once_after = _once(before), _once(after)
    both = once_before.keys() & once_after.keys()
    in_before = [line for line in once_before if line in both]
    in_after = [line for line in once_after if line in both]
    for block in SequenceMatcher(None, in_before, in_after, autojunk=False).get_matching_blocks():
        for line in in_before[block.a : block.a + block.size]:
            yield once_before[line], once_after[line]


def _once(lines: list[bytes]) -> dict[bytes, int]:
    counts = Counter(lines)
    return {line: row for row, line in enumerate(lines) if counts[line] == 1}


def _compare(before: list[bytes], after: list[bytes]) -> Iterator[Line]:
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) + len(after) > _LONG)
    for tag, start, end, after_start, after_end in matcher.get_opcodes():
        if tag == "equal":
            yield from _unchanged(before[start:end])
        else:
            yield from (("-", line) for line in before[start:end])
            yield from (("+", line) for line in after[after_start:after_end])


def _patch_of(hunk: Hunk) -> bytes:
    before = _range(hunk.before_start, len(hunk.before_lines))
    after = _range(hunk.after_start, len(hunk.after_lines))
    body = b"".join(tag.encode() + _ended(line) for tag, line in hunk.lines)
    return f"@@ -{before} +{after} @@\n".encode() + body


def _range(start: int, count: int) -> str:
    # Of nothing, a patch names the line before.
    return f"{start if count else start - 1},{count}"


def _ended(line: bytes) -> bytes:
    return line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _quoted(name: str) -> bytes:
    """Write a name as git does: in quotes, with escapes, as soon as it holds anything odd."""
    data = os.fsencode(name)
    if all(0x20 <= byte < 0x7F and byte not in b'"\\' for byte in data):
        return data
    return ('"' + "".join(_quoted_byte(byte) for byte in data) + '"').encode()


def _quoted_byte(byte: int) -> str:
    return _ESCAPES.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
