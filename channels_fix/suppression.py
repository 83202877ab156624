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
    if "channels-fix:" not in text:
        return findings
    hidden: dict[int, set[str]] = {}
    for token in comments(text):
        match = _COMMENT.search(token.string)
        if match is None:
            continue
        if match["verb"] == "skip-file":
            return []
        codes = {code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()}
        hidden[token.start[0]] = codes
    return [finding for finding in findings if not _is_hidden(finding, hidden.get(finding.span.start.row))]


def keeps_to_itself(text: str) -> bool:
    """Whether a comment in `text` says to leave the whole file alone."""
    return "channels-fix:" in text and any(
        match is not None and match["verb"] == "skip-file"
        for match in (_COMMENT.search(token.string) for token in comments(text))
    )


def _is_hidden(finding: Finding, codes: set[str] | None) -> bool:
    return codes is not None and (not codes or finding.code in codes)
