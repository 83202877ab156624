"""What a run hands to the reports and to the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.rule import Applicability, Finding, Notice


@dataclass(frozen=True)
class Settings:
    """What the command line and `[tool.channels-fix]` ask for.

    `select` and `ignore` hold rule codes or prefixes of them; an empty `select` means every rule. `options` holds the
    keys that belong to rules, `consumer-bases` for one; those of target versions are `Target` objects.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    unsafe_fixes: bool = False
    jobs: int | None = None
    options: Mapping[str, object] = field(default_factory=dict)

    def applies(self, finding: Finding) -> bool:
        """Whether the fix of `finding` is to be applied under these settings."""
        if finding.applicability is Applicability.UNSAFE:
            return self.unsafe_fixes
        return finding.applicability is Applicability.SAFE


@dataclass(frozen=True)
class FileResult:
    """One file with findings or with an error.

    `before` is the file as it was read, `after` the file with its fixes, or None when no fix applies. `fixed` holds
    the findings whose fixes are in `after`; the others are left. With an `error` the file stays as it is.
    """

    path: Path
    before: bytes = b""
    after: bytes | None = None
    findings: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    error: str | None = None

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that stay in the file after its fixes."""
        return tuple(finding for finding in self.findings if finding not in self.fixed)


@dataclass(frozen=True)
class Run:
    """All results, sorted by path whatever the number of jobs."""

    files_seen: int
    results: tuple[FileResult, ...]
    notices: tuple[Notice, ...] = ()
