"""The fourth step: a commit on a branch of its own, pushed and proposed, once."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from channels_fix.batch.cloning import Head
from channels_fix.batch.git import Git, GitError
from channels_fix.batch.preparing import Change
from channels_fix.batch.repository import Repository
from channels_fix.batch.retrying import patiently


class NotTakenError(GitError):
    """A push failed, and the server says that the branch is not at what was pushed."""


@dataclass(frozen=True)
class Author:
    """Who commits."""

    name: str
    email: str


class Delivery:
    """The branch of one repository.

    Args:
        git: Runs git.
        folder: The mirror of the repository.
        repository: What the user named.
        branch: The branch that takes the commit.
    """

    def __init__(self, git: Git, folder: Path, repository: Repository, branch: str) -> None:
        self._git = git
        self._folder = folder
        self._repository = repository
        self._branch = branch

    def commit(self, head: Head, changes: Sequence[Change], message: str, author: Author, when: float) -> str:
        """Make the commit: the same arguments give the same one, on any machine and as often as it is made.

        Returns:
            Its name.
        """
        index = self._folder / f"index-{self._branch.replace('/', '-')}"
        index.unlink(missing_ok=True)
        env = {"GIT_INDEX_FILE": str(index), **_signature(author, when)}
        try:
            self._git.local(self._folder, "read-tree", head.commit, env=env)
            entries = b"".join(self._stored(change) for change in changes)
            self._git.local(self._folder, "update-index", "-z", "--index-info", stdin=entries, env=env)
            tree = self._git.local(self._folder, "write-tree", "--missing-ok", env=env).decode().strip()
        finally:
            index.unlink(missing_ok=True)
        arguments = ("commit-tree", "--no-gpg-sign", "-p", head.commit, tree)
        return self._git.local(self._folder, *arguments, stdin=message.encode(), env=env).decode().strip()

    def _stored(self, change: Change) -> bytes:
        """Store what a file holds now and return its line for the index."""
        blob = self._git.local(self._folder, "hash-object", "-w", "--no-filters", "--stdin", stdin=change.after)
        return f"{change.mode} {blob.decode().strip()}\t".encode() + os.fsencode(change.path) + b"\0"

    def tip(self) -> str | None:
        """The commit that the branch has on the server, None if there is no such branch.

        Raises:
            GitError: the server cannot be asked.
        """
        return tip_of(self._git, self._folder, self._repository, self._branch)

    def push(self, commit: str, expected: str | None) -> None:
        """Let the branch be `commit`, if it still is `expected` on the server.

        Raises:
            NotTakenError: the server does not take it; also if somebody else moved the branch.
            GitError: it failed, and nobody says what came of it.
        """
        address = self._repository.address
        name = f"refs/heads/{self._branch}"
        lease = f"--force-with-lease={name}:{expected or ''}"
        refs = f"{commit}:{name}"
        options = ("--quiet", "--no-verify")

        def once() -> None:
            try:
                self._git.remote(self._folder, address, "push", *options, lease, address.url, refs)
            except GitError as error:
                # a connection that is cut may have been cut behind the push
                if self.tip() != commit:
                    raise NotTakenError(str(error), is_transient=error.is_transient) from error

        patiently(once, self._git.programs.pause)

    def delete(self, expected: str) -> None:
        """Take the branch away, if it still is `expected` on the server.

        Raises:
            GitError: the server does not do it.
        """
        name = f"refs/heads/{self._branch}"
        address = self._repository.address
        what = ("--quiet", f"--force-with-lease={name}:{expected}", address.url, f":{name}")
        patiently(lambda: self._git.remote(self._folder, address, "push", *what), self._git.programs.pause)


def tip_of(git: Git, folder: Path, repository: Repository, branch: str) -> str | None:
    """The commit of a branch on the server, None if there is no such branch.

    Raises:
        GitError: the server cannot be asked.
    """
    address, name = repository.address, f"refs/heads/{branch}"
    asked = ("ls-remote", "--", address.url, name)
    answer = patiently(lambda: git.remote(folder, address, *asked), git.programs.pause)
    found = [line.split("\t") for line in answer.decode().splitlines()]
    return next((commit for commit, ref in found if ref == name), None)


def _signature(author: Author, when: float) -> dict[str, str]:
    date = datetime.fromtimestamp(int(when), timezone.utc).isoformat()
    return {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", author.name), ("EMAIL", author.email), ("DATE", date))
    }
