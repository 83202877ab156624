"""Hands over what was prepared for a repository: commit, push and pull request, each of them once."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from channels_fix.batch import describing
from channels_fix.batch.cloning import Head, Mirror, mirror_folder
from channels_fix.batch.delivering import Delivery, NotTakenError
from channels_fix.batch.forge.forge import Forge, forge_of
from channels_fix.batch.planning import REPLACE, SKIP, UPDATE, Batch, FailedError, Plan, SkippedError
from channels_fix.batch.preparing import Change, Prepared
from channels_fix.diff import unified
from channels_fix.report import printable

if TYPE_CHECKING:
    from channels_fix.batch.git import Git
    from channels_fix.batch.journal import Journal, Key
    from channels_fix.batch.repository import Repository

_INTENDED, _DONE = "intended", "done"


class Notes(Protocol):
    """Takes what becomes known of a repository, before anything else may fail."""

    def note(self, **known: Any) -> None:
        """Keep fields of the outcome."""
        ...

    def add_notice(self, text: str) -> None:
        """Keep what a user should know besides."""
        ...


@dataclass(frozen=True)
class Handover:
    """Hands over what was prepared for one repository.

    Attributes:
        batch: What it has in common with the others.
        git: Runs git, under the limits of the repository.
        repository: What the user named.
        notes: Takes what becomes known.
        tell: Is told what is waited for.
    """

    batch: Batch
    git: Git
    repository: Repository
    notes: Notes
    tell: Callable[[str], object]

    def run(self, key: Key, base: str, prepared: Prepared, when: float) -> None:
        """Do what is still to be done of it.

        Args:
            key: Under what the journal keeps it.
            base: The branch that a pull request is for.
            prepared: What is handed over.
            when: The time that the commit bears.

        Raises:
            FailedError: it cannot be done.
            ForgeError: the forge does not do it.
            GitError: the server does not take it.
            SkippedError: somebody has to decide.
        """
        files = [change.path for change in prepared.changes]
        name, findings = self.repository.address.name, prepared.fixed.findings
        message = describing.message(self._plan.message, name, findings, files)
        self.notes.note(branch=self._plan.branch, changed_files=files)
        done = self._journal.read(key)
        make = functools.partial(
            self._delivery.commit, prepared.head, prepared.changes, message, self._plan.author, when
        )
        if "commit" in done:
            commit = done["commit"]["commit"]
        else:
            self._require(prepared.head)
            commit = make()
        self._write_patch(prepared.changes)  # before the row that says that it is there
        if "commit" not in done:
            self._journal.write(key, {"commit": {"commit": commit}})
        self.notes.note(commit=commit)
        if self._plan.push:
            with self.batch.delivering:
                self._push(key, prepared.head, commit, make, done.get("push", {}))
                if self._plan.propose:
                    text = describing.body(findings, prepared.fixed.errors)
                    asked = (base, message.partition("\n")[0], text)
                    self._propose(key, commit, asked, done.get("pull_request", {}))

    @property
    def _plan(self) -> Plan:
        return self.batch.plan

    @property
    def _journal(self) -> Journal:
        return self.batch.journal

    @property
    def _mirror_folder(self) -> Path:
        return mirror_folder(self.batch.folder, self.repository)

    @functools.cached_property
    def _mirror(self) -> Mirror:
        return Mirror(self.git, self._mirror_folder, self.repository)

    @functools.cached_property
    def _delivery(self) -> Delivery:
        return Delivery(self.git, self._mirror_folder, self.repository, self._plan.branch)

    def _require(self, head: Head) -> None:
        """Have the commit here that is to be built upon: it may have been fetched elsewhere."""
        with self.batch.cloning:
            self._mirror.require(head)

    def _write_patch(self, changes: Sequence[Change]) -> None:
        folder = self.batch.folder / "patches"
        folder.mkdir(exist_ok=True)
        file = folder / f"{self.repository.slug}.patch"
        patch = b"".join(unified(change.before, change.after, change.path) for change in changes)
        if file.exists() and file.read_bytes() == patch:  # a run with other options may have left another one
            return
        with file.open("wb") as stream:
            stream.write(patch)
            stream.flush()
            os.fsync(stream.fileno())

    def _push(self, key: Key, head: Head, commit: str, make: Callable[[], str], done: Mapping[str, Any]) -> None:
        notice, before = done.get("notice"), done.get("before")
        if done.get("state") != _DONE:
            self._require_name()
            self._require(head)
            tip = self._delivery.tip()
            if tip != commit:  # it is if an earlier run was killed behind the push
                self._require_free(tip, head)
                notice, before = self._taken(tip), tip
                self._journal.write(key, {"push": self._pushing(_INTENDED, commit, before, notice)})
                make()  # once more: the mirror may be another one than that in which it was made
                try:
                    self._delivery.push(commit, tip)
                except NotTakenError:
                    self._journal.forget(key, ("push",))  # there is nothing to tell of it, or to take back
                    raise
            self._journal.write(key, {"push": self._pushing(_DONE, commit, before, notice)})
        self.notes.note(pushed=True)
        self._say(notice)

    def _require_name(self) -> None:
        """One that was renamed may be in the manifest twice, and takes no pull request under the name that it had."""
        forge, project = self._forge() if self._plan.propose else (None, "")
        if forge and (name := forge.name(project)).casefold() != project.casefold():
            raise FailedError(f"its name is {name} now: use that address")

    def _require_free(self, tip: str | None, head: Head) -> None:
        if tip is None or self._plan.on_existing == REPLACE:
            return
        if self._plan.on_existing == SKIP:
            raise SkippedError(
                f"the branch {self._plan.branch} is there already: --on-existing update or replace takes it"
            )
        if tip != head.commit:
            raise SkippedError(f"the branch {self._plan.branch} was moved meanwhile")

    def _taken(self, tip: str | None) -> str | None:
        """What is to be said of a branch that was there before."""
        if tip is None:
            return None
        how = "a commit was added to it" if self._plan.on_existing == UPDATE else "it was replaced"
        return f"the branch {self._plan.branch} was there already, at {tip[:12]}: {how}"

    def _pushing(self, state: str, commit: str, before: str | None, notice: str | None) -> Mapping[str, Any]:
        """What `status` and `close` need to know later, too: they have no manifest."""
        address = self.repository.address
        server = self.git.credentials.server_of(address)
        return {
            "state": state,
            "commit": commit,
            "before": before,
            "project": server.project(address.name) if server else address.name,
            "branch": self._plan.branch,
            "server": asdict(server) if server else None,
            "notice": notice,
        }

    def _propose(self, key: Key, commit: str, asked: tuple[str, str, str], done: Mapping[str, Any]) -> None:
        if done.get("state") != _DONE:
            forge, project = self._forge()
            if forge is None:
                where = self.repository.address.server or self.repository.address.url
                raise FailedError(f'no forge is known on {where}: name it under [forges."HOST"] in a manifest')
            base, title, text = asked
            # who was about to open one may have done so, and a person may have closed it since
            is_intended = done.get("state") == _INTENDED
            found = forge.find(project, self._plan.branch, commit if is_intended else "")
            notice = f"the pull request {found.url} was open already" if found and not is_intended else None
            if found is None:
                self._journal.write(key, {"pull_request": {"state": _INTENDED}})
                found = forge.propose(project, self._plan.branch, base, title, text)
            elif self._plan.on_existing != SKIP:
                forge.describe(project, found.number, title, text)
            done = {"state": _DONE, "number": found.number, "url": found.url, "notice": notice}
            self._journal.write(key, {"pull_request": done})
        self.notes.note(pull_request=done["url"])
        self._say(done.get("notice"))

    def _forge(self) -> tuple[Forge | None, str]:
        """The forge that has the repository, and its name there; None if none is known."""
        address = self.repository.address
        server = self.git.credentials.server_of(address)
        if server is None:
            return None, address.name
        return forge_of(server, self.git, self.tell), server.project(address.name)

    def _say(self, notice: str | None) -> None:
        if notice:
            self.notes.add_notice(printable(notice))
