"""The repositories of an organisation or a group, as its forge lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from channels_fix.batch.forge.answers import ForgeError
from channels_fix.batch.forge.forge import Forge, Listed, forge_of
from channels_fix.batch.identity import identity
from channels_fix.batch.repository import Address, AddressError, Repository
from channels_fix.batch.servers import GITHUB, GITLAB, Server
from channels_fix.config import ConfigError

if TYPE_CHECKING:
    from channels_fix.batch.git import Git

_NAME = re.compile(r"[\w.-]+(?:/[\w.-]+)*")
_USUAL: Mapping[str, Server] = {server.kind: server for server in (GITHUB, GITLAB)}


@dataclass(frozen=True)
class Source:
    """An organisation or a group.

    Attributes:
        server: Where it is.
        owner: Its name there; that of a group in a group is the whole way to it.
    """

    server: Server
    owner: str


@dataclass(frozen=True)
class Choice:
    """Which of its repositories are meant.

    Attributes:
        include: Patterns, one of which must match; none for any name.
        exclude: Patterns, none of which may match.
        topics: One of them must be among the topics of the repository; none for any.
        archived: Whether those are taken that take no more changes.
        forks: Whether those are taken that are copies of others.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    archived: bool = False
    forks: bool = False

    def takes(self, listed: Listed) -> bool:
        """Whether a repository is meant."""
        if (listed.is_archived and not self.archived) or (listed.is_fork and not self.forks):
            return False
        if self.topics and not {topic.casefold() for topic in self.topics} & {one.casefold() for one in listed.topics}:
            return False
        return (not self.include or _matches(listed.name, self.include)) and not _matches(listed.name, self.exclude)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern matches the last part of a name, or all of it if the pattern has a slash; case is nothing."""
    whole = name.casefold()
    last = whole.rpartition("/")[2]
    return any(fnmatchcase(whole if "/" in pattern else last, pattern.casefold()) for pattern in patterns)


def source_of(kind: str, text: str, servers: Mapping[str, Server]) -> Source:
    """Read what the command line names.

    Args:
        kind: `github` or `gitlab`.
        text: A name, or the address of an organisation or a group on another server.
        servers: Those that are known, by their hosts.

    Raises:
        ConfigError: it names none.
    """
    option = {"github": "--github-org", "gitlab": "--gitlab-group"}[kind]
    server, owner = _USUAL[kind], text
    if "://" in text:
        try:
            address = Address.parse(text, Path())
        except AddressError as error:
            raise ConfigError(f"command line: {option}: {error}") from error
        if address.scheme not in {"https", "http"}:
            raise ConfigError(f"command line: {option}: its address must begin with https://")
        server = servers.get(address.server) or Server.of(address.server, kind, scheme=address.scheme)
        owner = address.name.removeprefix("groups/") if kind == "gitlab" else address.name.removeprefix("orgs/")
    if server.kind != kind:
        raise ConfigError(f"command line: {option}: {server.host} is a server of {server.kind}")
    if not _NAME.fullmatch(owner) or (kind == "github" and "/" in owner):
        raise ConfigError(f"command line: {option}: {owner!r} is no name: give one, or https://SERVER/NAME")
    return Source(server, owner)


def listed(
    sources: Sequence[Source], choice: Choice, defaults: Mapping[str, Any], git: Git, named: Iterable[Repository]
) -> list[Repository]:
    """Ask the forges for repositories.

    Args:
        sources: The organisations and groups.
        choice: Which of their repositories are meant.
        defaults: What holds for all: fields of a `Repository`.
        git: Gives the tokens.
        named: Repositories that a manifest names, which are left out.

    Raises:
        ConfigError: a forge does not list them.
    """
    servers = {**git.credentials.servers, **{source.server.host: source.server for source in sources}}
    seen = {identity(repository.address, servers) for repository in named}
    found: list[Repository] = []
    for source in sources:
        try:
            for address in _addresses(source, choice, forge_of(source.server, git)):
                if identity(address, servers) not in seen:
                    seen.add(identity(address, servers))
                    found.append(Repository(**defaults, address=address))
        except ForgeError as error:
            raise ConfigError(f"{source.owner}: {error}") from error
    return found


def _addresses(source: Source, choice: Choice, forge: Forge) -> Iterator[Address]:
    for one in forge.repositories(source.owner):
        if not choice.takes(one):
            continue
        try:
            address = Address.parse(one.url, Path())
        except AddressError as error:
            raise ForgeError(f"{source.server.host} lists {one.name!r}: {error}") from error
        # neither a path on this machine nor a third server is the forge's to name
        is_there = address.scheme in {"https", "http"} and address.server == source.server.host
        if not is_there or not address.name.casefold().endswith(one.name.casefold()):
            raise ForgeError(f"{source.server.host} lists {one.name!r} under {one.url!r}, which is no address of it")
        yield address
