"""Findings as JSON, under the names that ruff gives the same things.

An edit of another file than that of its finding has a `filename`, which ruff, with no such edits, lacks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from channels_fix.report import absolute
from channels_fix.results import FileResult, TextEdit
from channels_fix.rule import Finding, Position, Span

EditsOf = Callable[[FileResult, Finding], Sequence[TextEdit]]
"""Gives the text edits of a finding's fix, by their spans in the files as they were read."""

_FIRST = Position(1, 1)


def dumps(results: Iterable[FileResult], edits_of: EditsOf) -> str:
    """Return a JSON list with one object for every finding, and one with the code null for every file with an error."""
    objects: list[dict[str, object]] = []
    for result in results:
        if result.error is not None:
            objects.append(_error(result, result.error))
        objects.extend(finding_object(result, finding, edits_of, _in_full) for finding in result.findings)
    return json.dumps(objects, indent=2)


def finding_object(
    result: FileResult, finding: Finding, edits_of: EditsOf, name_of: Callable[[Path], str]
) -> dict[str, object]:
    """Return the object of one finding.

    Args:
        result: The file that it is in.
        finding: The finding.
        edits_of: Gives its edits.
        name_of: Gives the name under which the object speaks of a file.
    """
    fix = None
    if finding.fix is not None:
        fix = {
            "message": finding.fix.message,
            "edits": [_edit(result, edit, name_of) for edit in edits_of(result, finding)],
        }
    return {
        "code": finding.code,
        "name": finding.name,
        "message": finding.message,
        "filename": name_of(result.path),
        **_range(finding.span),
        "applicability": finding.applicability.value,
        "fix": fix,
        "reason": finding.reason or None,
        "url": None,
    }


def _edit(result: FileResult, edit: TextEdit, name_of: Callable[[Path], str]) -> dict[str, object]:
    where = {} if edit.path == result.path else {"filename": name_of(edit.path)}
    return {"content": edit.content, **where, **_range(edit.span)}


def _error(result: FileResult, message: str) -> dict[str, object]:
    return {
        "code": None,
        "name": "error",
        "message": message,
        "filename": _in_full(result.path),
        **_range(Span(_FIRST, _FIRST)),
        "applicability": None,
        "fix": None,
        "reason": None,
        "url": None,
    }


def _in_full(path: Path) -> str:
    return str(absolute(path))


def _range(span: Span) -> dict[str, object]:
    return {"location": _location(span.start), "end_location": _location(span.end)}


def _location(position: Position) -> dict[str, int]:
    return {"row": position.row, "column": position.column}
