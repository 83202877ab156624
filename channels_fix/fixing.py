"""Applies the fixes of findings to sources, and verifies what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.processes import processors, spread
from channels_fix.rule import Finding

PARALLEL_FROM = 12
"""Starting processes costs about as much as rewriting so many files."""


@dataclass(frozen=True)
class Job:
    """A source, and the findings in it that are to be fixed."""

    text: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Outcome:
    """The fixed source, or why there is none."""

    text: str
    error: str = ""


def rewritten(jobs: Sequence[Job], wanted: int | None) -> Iterator[Outcome]:
    """Rewrite each source, in several processes when there is enough to do: at most `wanted`, if that is given."""
    workers = min(wanted or processors(), len(jobs) // (PARALLEL_FROM // 2))
    return map(_rewrite_one, jobs) if workers < 2 else spread(_rewrite_one, jobs, workers)


def _rewrite_one(job: Job) -> Outcome:
    from channels_fix.rewrite import RewriteError, rewrite
    from channels_fix.verify import VerificationError, verify

    fixes = [finding.fix for finding in job.findings if finding.fix]
    codes = ", ".join(sorted({finding.code for finding in job.findings}))
    edits = [edit for fix in fixes for edit in fix.edits]
    imports = [name for fix in fixes for name in fix.imports]
    try:
        after = rewrite(job.text, edits, imports)
        verify(job.text, after, edits, {name.module for name in imports})
    except (RewriteError, VerificationError) as error:
        return Outcome("", f"{codes}: not fixed, {error}")
    except RecursionError:
        return Outcome("", f"{codes}: not fixed, nested too deeply")
    except Exception as error:  # noqa: BLE001 - a fix that fails in one file must not end the run for all
        return Outcome("", failure(codes, error))
    return Outcome(after)


def failure(codes: str, error: Exception) -> str:
    """What to say of an error in the program itself."""
    return f"{codes}: failed with {type(error).__name__}: {str(error).splitlines()[:1]}; please report this"
