"""What the runs of a workspace pushed and proposed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from channels_fix.batch import workspace as workspaces
from channels_fix.batch.credentials import Credentials
from channels_fix.batch.forge.forge import Proposal, forge_of
from channels_fix.batch.git import Git
from channels_fix.batch.journal import Journal, Key
from channels_fix.batch.limits import Limits
from channels_fix.batch.programs import Programs
from channels_fix.batch.repository import Address, Repository
from channels_fix.batch.servers import Server


@dataclass(frozen=True)
class Delivered:
    """A branch that was pushed, or was about to be.

    Attributes:
        keys: The rows of the journal that tell of it: several runs may have had the same branch.
        repository: Where it is.
        project: The name of the repository on its forge.
        branch: Its name.
        commit: What it was at.
        before: What it was at before, if it was there and somebody else's.
        server: Its forge; None if none is known, or no pull request was asked for.
        number: That of the pull request; None if there is none, or it is not known whether there is one.
        is_proposed: Whether a pull request was opened, or was about to be.
        was_open: Whether somebody else had opened it.
    """

    keys: tuple[Key, ...]
    repository: Repository
    project: str
    branch: str
    commit: str
    before: str | None
    server: Server | None
    number: int | None
    is_proposed: bool
    was_open: bool

    @property
    def name(self) -> str:
        """How messages speak of it."""
        return self.repository.address.url


@contextmanager
def opened(workspace: Path) -> Iterator[tuple[Journal, Git, list[Delivered]]]:
    """Open a workspace and read what was delivered, by the order of the addresses.

    Raises:
        ConfigError: it is no workspace, or another run has it.
        JournalError: its journal cannot be used.
    """
    with workspaces.opened(workspace, is_new=False) as journal:
        found: dict[tuple[str, str], Delivered] = {}
        for key, steps in journal.deliveries():
            if "push" in steps:
                one = _delivered(key, steps["push"], steps.get("pull_request"))
                before = found.get((one.name, one.branch))
                found[one.name, one.branch] = _joined(before, one) if before else one
        servers = {one.server.host: one.server for one in found.values() if one.server}
        git = Git(Programs(), Limits(), Credentials.of_process(servers))
        yield journal, git, [found[name] for name in sorted(found)]


def _delivered(key: Key, push: dict[str, Any], request: dict[str, Any] | None) -> Delivered:
    said = push["server"]
    server = Server(said["host"], said["kind"], said["api"], tuple(said["variables"])) if said else None
    return Delivered(
        (key,),
        Repository(Address.parse(key.repository, Path("/"))),
        push["project"],
        push["branch"],
        push["commit"],
        push.get("before"),
        server,
        request.get("number") if request else None,
        request is not None,
        bool(request and request.get("notice")),
    )


def _joined(first: Delivered, then: Delivered) -> Delivered:
    """A branch that two runs had: the later one moved it."""
    proposed = then if then.is_proposed else first
    return Delivered(
        first.keys + then.keys,
        then.repository,
        then.project,
        then.branch,
        then.commit,
        first.before if then.before == first.commit else then.before,
        then.server or first.server,
        proposed.number,
        proposed.is_proposed,
        first.was_open if proposed.number == first.number else proposed.was_open,
    )


def request_of(one: Delivered, git: Git) -> Proposal | None:
    """The pull request of a branch, None if there is none.

    Raises:
        ForgeError: the forge cannot be asked.
    """
    if not one.is_proposed or one.server is None:
        return None
    forge = forge_of(one.server, git)
    number = one.number
    if number is None:
        # a run was killed while it opened one
        found = forge.find(one.project, one.branch, one.commit)
        number = found.number if found else None
    return forge.state(one.project, number) if number is not None else None
