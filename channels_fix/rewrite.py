"""Applies edits to a file with LibCST.

Only the top-level statements that hold an edit are parsed and written anew; every byte outside of them is copied.
That is the strongest form of "nothing else changes", and it makes the cost depend on the size of a class, not of its
file.
"""

from __future__ import annotations

import ast
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from channels_fix import module as modules
from channels_fix.imports import insert_imports
from channels_fix.module import split_lines
from channels_fix.rule import Edit, ImportedName, Position, Span

STACK_BYTES = 512 * 1024 * 1024
RECURSION_LIMIT = 100_000

Result = TypeVar("Result")


class RewriteError(Exception):
    """The edits could not be applied; the message is one line."""


@dataclass(frozen=True)
class Part:
    """A run of whole lines that holds whole top-level statements; rows count from 1, `last` is included."""

    first: int
    last: int


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
    return _with_deep_stack(lambda: insert_imports(_rewrite_parts(text, unique), imports))


def _rewrite_parts(text: str, edits: Sequence[Edit]) -> str:
    lines = split_lines(text)
    parts = _parts(modules.parse(text))
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


def _parts(tree: ast.Module) -> list[Part]:
    """The top-level statements of a module; those that share a line make one part."""
    parts: list[Part] = []
    for statement in tree.body:
        decorators = getattr(statement, "decorator_list", [])
        first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
        last = statement.end_lineno or statement.lineno
        if parts and first <= parts[-1].last:
            parts[-1] = Part(parts[-1].first, max(last, parts[-1].last))
        else:
            parts.append(Part(first, last))
    return parts


def _shifted(span: Span, rows: int) -> Span:
    return Span(Position(span.start.row + rows, span.start.column), Position(span.end.row + rows, span.end.column))


def _with_deep_stack(function: Callable[[], Result]) -> Result:
    """Run `function` where deeply nested source does not end the process, for LibCST recurses."""
    results: list[Result] = []
    errors: list[BaseException] = []

    def run() -> None:
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(RECURSION_LIMIT)
        try:
            results.append(function())
        except BaseException as error:  # noqa: BLE001 - carried over to the calling thread
            errors.append(error)
        finally:
            sys.setrecursionlimit(limit)

    size = threading.stack_size(STACK_BYTES)
    try:
        thread = threading.Thread(target=run, name="rewrite")
        thread.start()
        thread.join()
    finally:
        threading.stack_size(size)
    if errors:
        raise errors[0]
    return results[0]
