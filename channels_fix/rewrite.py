"""Applies edits to a file with LibCST.

Only the top-level statements that hold an edit are parsed and written anew; every byte outside of them is copied.
That is the strongest form of "nothing else changes", and it makes the cost depend on the size of a class, not of its
file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from channels_fix.depth import with_deep_stack
from channels_fix.imports import insert_imports
from channels_fix.module import Part, parse, parts_of, split_lines
from channels_fix.rule import Edit, ImportedName, Position, Span


class RewriteError(Exception):
    """The edits could not be applied; the message is one line."""


def rewrite(text: str, edits: Sequence[Edit], imports: Iterable[ImportedName]) -> str:
    """Apply `edits` and add `imports`.

    Args:
        text: The source.
        edits: Changes of nodes of `text`; equal ones count once.
        imports: Names that the changes need.

    Returns:
        The new source.

    Raises:
        RewriteError: A node was not found again, or the source is nested too deeply.
    """
    unique = list(dict.fromkeys(edits))
    return with_deep_stack(lambda: insert_imports(_rewrite_parts(text, unique), imports))


def _rewrite_parts(text: str, edits: Sequence[Edit]) -> str:
    lines = split_lines(text)
    parts = parts_of(parse(text))
    by_part: dict[Part, list[Edit]] = {}
    for edit in edits:
        part = next((part for part in parts if part.first <= edit.span.start.row <= part.last), None)
        if part is None:
            raise RewriteError(f"nothing to change in line {edit.span.start.row}")
        by_part.setdefault(part, []).append(edit)
    for part in sorted(by_part, key=lambda part: -part.first):
        source = "".join(lines[part.first - 1 : part.last])
        lines[part.first - 1 : part.last] = [_rewrite_part(source, by_part[part], part.first - 1)]
    return "".join(lines)


def _rewrite_part(source: str, edits: Sequence[Edit], rows_above: int) -> str:
    from libcst import ParserSyntaxError

    from channels_fix.surgery import operate

    # LibCST would drop a form feed in front of a statement and a lone CR behind the last one
    body = source.lstrip("\f")
    margin = source[: len(source) - len(body)]
    end = body[len(body.rstrip("\r\n")) :]
    moved = [replace(edit, span=_shifted(edit.span, -rows_above)) for edit in edits]
    try:
        return margin + operate(body, moved).rstrip("\r\n") + end
    except LookupError as error:
        raise RewriteError(str(error)) from error
    except ParserSyntaxError as error:
        raise RewriteError(f"LibCST cannot parse line {rows_above + error.raw_line}") from error


def _shifted(span: Span, rows: int) -> Span:
    return Span(Position(span.start.row + rows, span.start.column), Position(span.end.row + rows, span.end.column))
