"""How a repository ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

FIXED, CLEAN, FAILED, SKIPPED = "fixed", "clean", "failed", "skipped"
OUTCOMES = (FIXED, CLEAN, SKIPPED, FAILED)


@dataclass(frozen=True)
class Outcome:
    """How a repository ended; the fields are those of the JSON.

    Attributes:
        repository: Its address.
        outcome: `fixed`, `clean`, `failed`, or `skipped` if there is something that was left to a person.
        branch: The branch that holds the fixes; None if there are none.
        base: The branch that was looked at.
        commit: The commit of the fixes.
        findings: As in the JSON of a run, each with one more key, `fixed`; names of files are relative to the root.
        changed_files: The files that the commit changes.
        pushed: Whether the branch is on the server.
        pull_request: Its address.
        error: Why it failed or was skipped, or what went wrong besides.
        seconds: How long all of it took.
    """

    repository: str
    outcome: str
    branch: str | None = None
    base: str | None = None
    commit: str | None = None
    findings: Sequence[Mapping[str, Any]] = ()
    changed_files: Sequence[str] = ()
    pushed: bool = False
    pull_request: str | None = None
    error: str | None = None
    seconds: float = 0.0
    notices: Sequence[str] = field(default=(), repr=False)

    def as_json(self) -> dict[str, Any]:
        """The object for the JSON, with lists for sequences."""
        return {**asdict(self), "findings": list(self.findings), "changed_files": list(self.changed_files)}

    @property
    def left(self) -> list[Mapping[str, Any]]:
        """The findings that a person has to look at."""
        return [finding for finding in self.findings if not finding["fixed"]]


class Results:
    """Which repositories of a run ended, and the exit code that follows; that takes little memory for each.

    Args:
        repositories: The addresses of all of them.
    """

    def __init__(self, repositories: Iterable[str]) -> None:
        self._open = dict.fromkeys(repositories)
        self._failed = 0
        self._has_left = False

    def add(self, outcome: Outcome) -> None:
        """Count a repository that ended."""
        self._open.pop(outcome.repository, None)
        self._failed += outcome.outcome == FAILED
        self._has_left |= bool(outcome.outcome == SKIPPED or outcome.left or outcome.error)

    def not_begun(self, *, was_ended: bool) -> dict[str, str]:
        """Why some did not end, by their addresses.

        Args:
            was_ended: Whether somebody ended the run from outside.
        """
        failed = "1 repository" if self._failed == 1 else f"{self._failed} repositories"
        why = "not done: the run was ended" if was_ended else f"not begun: {failed} had failed"
        return dict.fromkeys(self._open, why)

    @property
    def exit_code(self) -> int:
        """2 if a repository failed, 1 if something is left to a person, else 0."""
        return 2 if self._failed else int(self._has_left or bool(self._open))
