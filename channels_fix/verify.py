"""Checks a rewritten file before anybody sees it: a wrong edit is the worst thing this tool can do."""

from __future__ import annotations

import ast
import difflib
from collections import Counter
from collections.abc import Iterable, Sequence

from channels_fix.module import ParseError, comments, parse, split_lines
from channels_fix.rule import Edit


class VerificationError(Exception):
    """The result must not be used; the message says what is wrong with it."""


def verify(before: str, after: str, edits: Sequence[Edit], imports: Iterable[str]) -> None:
    """Check what a rewrite made of a source.

    Args:
        before: The source as it was.
        after: The source with its edits.
        edits: The edits.
        imports: The modules from which names were imported.

    Raises:
        VerificationError: The result does not parse, a comment is lost, or something else than the edited statements
        and the imports has changed.
    """
    try:
        parse(after)
    except ParseError as error:
        raise VerificationError(f"the result cannot be parsed ({error})") from error
    lost = Counter(token.string for token in comments(before)) - Counter(token.string for token in comments(after))
    if lost:
        raise VerificationError(f"the comment {next(iter(lost))!r} would be lost")
    _check_extent(before, after, edits, tuple(imports))


def _check_extent(before: str, after: str, edits: Sequence[Edit], imports: tuple[str, ...]) -> None:
    old, new = split_lines(before), split_lines(after)
    allowed = {row for edit in edits for row in range(edit.span.start.row, edit.span.end.row + 1)}
    for node in parse(before).body:
        if isinstance(node, ast.ImportFrom) and node.module in imports:
            allowed |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        rows = set(range(start + 1, end + 1)) or {start, start + 1}
        inside = rows <= allowed if start < end else bool(rows & allowed)
        if not inside and not any(_mentions(new[new_start:new_end], module) for module in imports):
            raise VerificationError(f"line {start + 1} would change, which no fix is about")


def _mentions(lines: Sequence[str], module: str) -> bool:
    text = "".join(lines).strip()
    return module in text or not text
