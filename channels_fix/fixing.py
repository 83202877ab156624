"""Applies the fixes of findings to sources, and verifies what comes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from channels_fix.files import FileError, Source
from channels_fix.processes import processors, spread
from channels_fix.rule import Change

PARALLEL_FROM = 12
"""Starting processes costs about as much as rewriting so many files."""


@dataclass(frozen=True)
class Job:
    """A source, and what is to be done to it."""

    source: Source
    changes: tuple[Change, ...]


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

    edits = [edit for change in job.changes for edit in change.edits]
    imports = [name for change in job.changes for name in change.imports]
    unneeded = tuple(sorted({name for change in job.changes for name in change.unneeded}))
    try:
        after = rewrite(job.source.text, edits, imports, unneeded)
        verify(job.source.text, after, edits, {name.source for name in imports}, unneeded)
        job.source.encode(after)
    except (RewriteError, VerificationError, FileError) as error:
        return Outcome("", str(error))
    except RecursionError:
        return Outcome("", "nested too deeply")
    except Exception as error:  # noqa: BLE001 - a fix that fails in one file must not end the run for all
        return Outcome("", failure(error))
    return Outcome(after)


def failure(error: Exception) -> str:
    """What to say of an error in the program itself."""
    return f"failed with {type(error).__name__}: {str(error).splitlines()[:1]}; please report this"
