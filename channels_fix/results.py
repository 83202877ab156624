"""What a run hands to the reports and to the writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from channels_fix.rule import Applicability, Finding, Notice, Span


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
    """One file with findings, with an error, or with changes that belong to fixes of other files.

    Attributes:
        path: The file, as it was given.
        before: The file as it was read.
        after: The file with its fixes, or None when it stays as it is.
        findings: What is wrong in this file.
        fixed: The findings that are gone by what is done: those of this file, and behind them those of other files
            whose fixes change this one, too.
        error: What failed. Fixes that do not depend on it may be in `after` all the same.
        together: Where `after` holds a fix over several files: all files, this one among them, that are written with
            it or not at all.
        others: For the other files that the fixes of `findings` change, how they were read.
    """

    path: Path
    before: bytes = b""
    after: bytes | None = None
    findings: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    error: str | None = None
    together: tuple[Path, ...] = ()
    others: Mapping[Path, bytes] = field(default_factory=dict)

    @property
    def mended(self) -> tuple[Finding, ...]:
        """The findings of this file that are gone."""
        return tuple(finding for finding in self.findings if finding in self.fixed)

    @property
    def left(self) -> tuple[Finding, ...]:
        """The findings that stay in the file after its fixes."""
        return tuple(finding for finding in self.findings if finding not in self.fixed)


@dataclass(frozen=True)
class TextEdit:
    """A change of the text of a file: what takes the place of a range of the file as it was read."""

    path: Path
    span: Span
    content: str


@dataclass(frozen=True)
class Run:
    """All results, sorted by path whatever the number of jobs."""

    files_seen: int
    results: tuple[FileResult, ...]
    notices: tuple[Notice, ...] = ()
