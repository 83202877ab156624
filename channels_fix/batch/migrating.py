"""The way of one repository through all steps, from wherever an earlier run left it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from channels_fix.batch import records
from channels_fix.batch.cloning import CloneError, EmptyError, Head, find_head
from channels_fix.batch.delivering import tip_of
from channels_fix.batch.forge.answers import ForgeError
from channels_fix.batch.git import GitError
from channels_fix.batch.handing_over import Handover
from channels_fix.batch.journal import Key
from channels_fix.batch.limits import LimitError
from channels_fix.batch.outcome import CLEAN, FAILED, FIXED, SKIPPED, Outcome
from channels_fix.batch.planning import UPDATE, Batch, FailedError, SkippedError, fingerprint
from channels_fix.batch.preparing import Prepared, Task
from channels_fix.report import printable

if TYPE_CHECKING:
    from channels_fix.batch.executors import Executor
    from channels_fix.batch.repository import Repository

_BUGS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
Tell = Callable[[str], object]
"""Is told the step that begins."""


def _why_left(findings: Sequence[Mapping[str, Any]]) -> str:
    """Without numbers: the reports put repositories together of which the same is said."""
    if any(finding["applicability"] == "unsafe" for finding in findings):
        return "--unsafe-fixes makes the fixes that need a look"
    return "there is no fix for them"


@dataclass(frozen=True)
class Migration:
    """Takes repositories through all steps.

    Attributes:
        batch: What they have in common.
        executor: Prepares them.
    """

    batch: Batch
    executor: Executor

    def run(self, repository: Repository, tell: Tell, *, again: bool = False) -> Outcome:
        """Do what is still to be done with a repository, and keep how it ended.

        Args:
            repository: What the user named.
            tell: Is told the step that begins.
            again: Whether what failed before for reasons that stay is tried once more.

        Raises:
            JournalError: the journal cannot be used.
            StoppedError: the run was ended.
        """
        began = time.monotonic()
        way = _Way(self, repository, tell)
        try:
            way.go(again=again)
        except EmptyError as notice:
            way.note(outcome=CLEAN, notices=(str(notice),))
        except SkippedError as reason:
            way.note(outcome=SKIPPED, error=str(reason))
        except (CloneError, ForgeError, GitError, LimitError, OSError, FailedError) as error:
            way.note(outcome=FAILED, error=self.batch.git.credentials.told(error))
        except _BUGS as error:  # one repository must not bring down the others
            text = printable(f"{type(error).__name__}: {error}; this is a bug in channels-fix")
            way.note(outcome=FAILED, error=self.batch.git.credentials.redacted(text))
        way.note(seconds=round(time.monotonic() - began, 3))
        self.batch.journal.conclude(way.key, way.outcome.as_json())
        return way.outcome


class _Way:
    """The way of one repository; `outcome` says how far it came, and `key` under what its steps are kept."""

    def __init__(self, migration: Migration, repository: Repository, tell: Tell) -> None:
        self.outcome = Outcome(repository.address.url, FAILED)
        self.key = Key(repository.address.url, "", fingerprint(migration.batch.plan, repository))
        self._batch = migration.batch
        self._executor = migration.executor
        self._plan = migration.batch.plan
        self._journal = migration.batch.journal
        self._repository = repository
        self._tell = tell
        self._git = replace(migration.batch.git, limits=repository.limits)

    def note(self, **known: Any) -> None:
        self.outcome = replace(self.outcome, **known)

    def add_notice(self, text: str) -> None:
        self.note(notices=(*self.outcome.notices, text))

    def go(self, *, again: bool) -> None:
        head = self._head()
        prepared, when = self._prepared(head, again=again)
        self.key = self._key(prepared.head.commit)
        fixed = prepared.fixed
        self.note(findings=fixed.findings, notices=fixed.notices, error="; ".join(fixed.errors) or None)
        if prepared.failed:
            raise FailedError(prepared.error)
        if prepared.changes:
            self._tell("deliver")
            self._handover().run(self.key, self.outcome.base or "", prepared, when)
            self.note(outcome=FIXED)
        elif fixed.errors:
            raise FailedError("; ".join(fixed.errors))
        elif fixed.findings:
            raise SkippedError(f"findings left to a person: {_why_left(fixed.findings)}")
        else:
            self.note(outcome=CLEAN)

    def _head(self) -> Head:
        """Where work begins: at the base branch, or at the branch of an earlier run that is to be updated."""
        self._tell("ask")
        folder = self._batch.folder
        folder.joinpath("mirrors").mkdir(parents=True, exist_ok=True)
        with self._batch.cloning:
            base = find_head(self._git, folder, self._repository)
            self.note(base=base.branch)
            if base.branch == self._plan.branch:
                raise FailedError(f"{base.branch} is the branch that is migrated: choose another one for the commit")
            if not (self._plan.push and self._plan.on_existing == UPDATE):
                return base
            tip = tip_of(self._git, folder, self._repository, self._plan.branch)
        if tip is None:
            return base
        began = self._journal.base_of(self._repository.address.url, self.key.fingerprint, tip)
        return Head(base.branch, began) if began else Head(self._plan.branch, tip)

    def _prepared(self, head: Head, *, again: bool) -> tuple[Prepared, float]:
        key = self._key(head.commit)
        known = records.prepared_of(self._journal.read(key), head.commit)
        if known and not (again and known[0].failed):
            return known
        task = Task(self._repository, head, self._git.limits, self._git.credentials.servers)
        prepared, when = self._executor.submit(task, self._tell).result(), time.time()
        if not prepared.is_transient and prepared.failed != "clone":
            self._journal.replace(self._key(prepared.head.commit), records.rows_of(prepared, when))
        return prepared, when

    def _handover(self) -> Handover:
        return Handover(self._batch, self._git, self._repository, self, self._tell)

    def _key(self, commit: str) -> Key:
        return Key(self._repository.address.url, commit, self.key.fingerprint)
