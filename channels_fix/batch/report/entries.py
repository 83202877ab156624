"""The repositories of a report, read from the journal one at a time: there may be more of them than fit in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from channels_fix.batch import records
from channels_fix.batch.journal import Journal, Key
from channels_fix.batch.outcome import SKIPPED, Outcome
from channels_fix.batch.preparing import Prepared
from channels_fix.batch.repository import Repository


@dataclass(frozen=True)
class Entry:
    """A repository of a report.

    Attributes:
        repository: What the user named.
        outcome: How it ended.
        key: Under what the journal keeps its steps; None if it was not begun.
    """

    repository: Repository
    outcome: Outcome
    key: Key | None

    @property
    def base_commit(self) -> str:
        """The commit that was looked at, which findings and diffs speak of; empty if it is not known."""
        return self.key.base_commit if self.key else ""


@dataclass(frozen=True)
class Reported:
    """What a run has to report.

    Attributes:
        journal: Holds how repositories ended.
        workspace: All repositories that the run was given.
        run: Those that it was to migrate.
        not_begun: Why it did not come to some of them, by their addresses.
    """

    journal: Journal
    workspace: Sequence[Repository]
    run: Sequence[Repository]
    not_begun: Mapping[str, str]

    def of_run(self) -> Iterator[Entry]:
        """Yield what the run came to, in the order of the manifest."""
        for repository in self.run:
            if (entry := self._not_begun(repository) or self._concluded(repository)) is not None:
                yield entry

    def of_workspace(self) -> Iterator[Entry]:
        """Yield how all repositories stand after this run and those before, in the order of the manifest."""
        for repository in self.workspace:
            if (entry := self._concluded(repository) or self._not_begun(repository)) is not None:
                yield entry

    def prepared(self, entry: Entry) -> Prepared | None:
        """What the first steps of a repository came to, with its changes and the output of its check."""
        if not entry.base_commit or entry.key is None:
            return None
        found = records.prepared_of(self.journal.read(entry.key), entry.base_commit)
        return found[0] if found else None

    def _concluded(self, repository: Repository) -> Entry | None:
        found = self.journal.concluded(repository.address.url)
        return Entry(repository, Outcome(**found[1]), found[0]) if found else None

    def _not_begun(self, repository: Repository) -> Entry | None:
        url = repository.address.url
        why = self.not_begun.get(url)
        return None if why is None else Entry(repository, Outcome(url, SKIPPED, error=why), None)
