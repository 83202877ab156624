"""What the fixes of a run have made so far."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.rule import Finding

Said = tuple[str, str]

_ROW = re.compile(r":\d+\b")


def said(finding: Finding) -> Said:
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
    again: Mapping[Path, tuple[Finding, ...]] = field(default_factory=dict)
    """What is found after the fixes."""
    late: dict[tuple[Path, Said], int] = field(default_factory=dict)
    """Of the findings that had no fix until others were made: how many that say the same were left before the last."""

    def joint(self) -> list[Finding]:
        """Those of the findings whose fixes are in several files."""
        return [one for one in self.fixes if one.is_joint]

    def come_fixable(self, wanted: Sequence[Finding]) -> dict[Path, tuple[Finding, ...]]:
        """Those of the findings that had no fix at first; once they have had one, only while they get fewer."""
        blocked = {(path, said(one)) for path, found in self.findings.items() for one in found if one.fix is None}
        counted = Counter(key for one in wanted if (key := (one.path, said(one))) in blocked)
        fewer = {key for key, count in counted.items() if count < self.late.get(key, count + 1)}
        self.late |= counted
        fresh: dict[Path, tuple[Finding, ...]] = {}
        for one in wanted:
            if (one.path, said(one)) in fewer:
                fresh[one.path] = (*fresh.get(one.path, ()), one)
        return fresh
