"""Comments by which a file keeps its findings to itself.

`# channels-fix: ignore` on the line of a finding hides every finding of the line, `# channels-fix: ignore[SC001,
SC004]` those of the given codes, and `# channels-fix: skip-file` anywhere all of the file.
"""

from __future__ import annotations

import re

from channels_fix.module import comments
from channels_fix.rule import Finding

_COMMENT = re.compile(r"#\s*channels-fix:\s*(?P<verb>ignore|skip-file)\b\s*(?:\[(?P<codes>[^\]]*)\])?")


def unsuppressed(findings: list[Finding], text: str) -> list[Finding]:
    """Return the findings that no comment in `text` hides."""
    if _MARK not in text:
        return findings
    hidden = _hidden(text)
    return [finding for finding in findings if not _is_hidden(finding.code, hidden, finding.span.start.row)]


def is_suppressed(code: str, row: int, text: str) -> bool:
    """Whether a comment in `text` hides a finding with `code` that stands in `row`."""
    return _MARK in text and _is_hidden(code, _hidden(text), row)


_MARK = "channels-fix:"
_WHOLE_FILE = 0
"""Stands for all rows."""


def _hidden(text: str) -> dict[int, set[str]]:
    """The codes that are hidden, by row; an empty set means all."""
    hidden: dict[int, set[str]] = {}
    for token in comments(text):
        match = _COMMENT.search(token.string)
        if match is None:
            continue
        if match["verb"] == "skip-file":
            return {_WHOLE_FILE: set()}
        codes = {code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()}
        hidden[token.start[0]] = codes
    return hidden


def keeps_to_itself(text: str) -> bool:
    """Whether a comment in `text` says to leave the whole file alone."""
    return _MARK in text and _WHOLE_FILE in _hidden(text)


def _is_hidden(code: str, hidden: dict[int, set[str]], row: int) -> bool:
    codes = hidden.get(_WHOLE_FILE, hidden.get(row))
    return codes is not None and (not codes or code in codes)
