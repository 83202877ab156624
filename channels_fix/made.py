"""What the fixes of a run have made so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.rule import Finding

_ROW = re.compile(r":\d+\b")


def said(finding: Finding) -> tuple[str, str]:
    """What a finding says, by which it is known again on changed files: without rows, as edits move lines."""
    return finding.code, _ROW.sub("", finding.message)


@dataclass
class Made:
    """What came of the findings of a run."""

    findings: dict[Path, tuple[Finding, ...]]
    """Those of the files as they were read, and those that only came to light by a fix, in files that had none."""
    texts: dict[Path, str] = field(default_factory=dict)
    """The files with their fixes."""
    fixes: list[Finding] = field(default_factory=list)
    """The findings whose fixes were made."""
    there: dict[Path, set[tuple[str, str]]] = field(default_factory=dict)
    """What is found after the fixes, as `said` has it."""

    def joint(self) -> list[Finding]:
        """Those of the findings whose fixes are in several files."""
        return [one for one in self.fixes if one.is_joint]
