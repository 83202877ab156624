"""A repository as the user names it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from channels_fix.batch.limits import Limits

_SCP_LIKE = re.compile(r"(?:(?P<user>[\w.-]+)@)?(?P<host>[\w.-]+):(?!//)(?P<path>[^:].*)")
"""`git@host:owner/name.git`, as ssh is written for short."""
_SCHEMES = ("https", "http", "ssh", "git+ssh", "file")
_PORTS = {"https": 443, "http": 80}
_UNSAFE_IN_NAMES = re.compile(r"[^\w.-]+", re.ASCII)


class AddressError(Exception):
    """An address that git is not to be given; the text is one line and holds no credentials."""


@dataclass(frozen=True)
class Address:
    """Where a repository lies.

    Attributes:
        url: What git is given: a URL, or an absolute path.
        scheme: The one transport that git may use for it: https, http, ssh or file.
        host: The server; empty for a path.
        name: The repository as people speak of it: `owner/name`, or the last part of a path.
    """

    url: str
    scheme: str
    host: str
    name: str

    @classmethod
    def parse(cls, text: str, folder: Path) -> Address:
        """Read an address that a manifest gives.

        Args:
            text: A URL, the short form of ssh, or a path.
            folder: What a relative path starts from.

        Raises:
            AddressError: git would run a program for it, or it holds a password or a token.
        """
        if not text.strip() or text.startswith("-") or not text.isprintable():
            raise AddressError("an address must be a URL or a path")
        if "://" in text:
            return cls._of_url(text)
        if "::" in text.partition("/")[0]:
            raise AddressError(
                f"git would run a program for {text.partition('::')[0]}:: addresses: give a URL or a path"
            )
        short = _SCP_LIKE.fullmatch(text)
        if short and not text.startswith((".", "/", "~")):
            return cls(text, "ssh", short["host"].lower(), _name_of(short["path"]))
        try:
            # as the system resolves it: one repository has one address, wherever the run is started
            path = Path(os.path.realpath(folder / Path(text).expanduser()))
        except RuntimeError as error:
            raise AddressError(f"whose home is {text.partition('/')[0]}?") from error
        return cls(str(path), "file", "", path.name.removesuffix(".git"))

    @property
    def server(self) -> str:
        """The server as credentials are kept for it: with its port, if that is not the usual one."""
        if "://" not in self.url or self.scheme not in _PORTS:
            return self.host
        port = urlsplit(self.url).port
        return self.host if port in {None, _PORTS[self.scheme]} else f"{self.host}:{port}"

    @classmethod
    def _of_url(cls, text: str) -> Address:
        try:
            parts = urlsplit(text)
            host, user, password = parts.hostname or "", parts.username, parts.password
            _ = parts.port  # which is only looked at now
        except ValueError as error:
            raise AddressError("not a URL") from error
        scheme = parts.scheme.lower()
        if scheme not in _SCHEMES:
            raise AddressError(f"{scheme}:// is not among the transports: {', '.join(_SCHEMES)}")
        # a user name is ssh's business; over HTTP it is where tokens are put
        if password is not None or (user and scheme in {"https", "http"}):
            raise AddressError(
                f"the address of {host} holds credentials: take them out, tokens come from the environment or from a "
                "credential helper"
            )
        if scheme == "file":
            return cls(text, "file", "", Path(parts.path).name.removesuffix(".git"))
        if not host:
            raise AddressError("the URL names no host")
        if parts.query or parts.fragment:
            raise AddressError(f"the address of {host} has something behind its path: leave out '?' and '#'")
        if not _name_of(parts.path):
            raise AddressError(f"the address of {host} names no repository there")
        return cls(text, "ssh" if "ssh" in scheme else scheme, host.lower(), _name_of(parts.path))


def _name_of(path: str) -> str:
    return path.strip("/").removesuffix(".git")


@dataclass(frozen=True)
class Repository:
    """One line of work.

    Attributes:
        address: Where it lies.
        base: The branch that is migrated; None for the one that the repository's HEAD names.
        paths: What is looked at, relative to its root.
        check: A command that tells whether the result is good; None for none.
        check_seconds: How long that may take.
        max_files: How many files it may have; None for as many as most have.
        max_size: How many bytes they may have; None for as many as most have.
        timeout: How many seconds one command of git, and the engine, may take; None for as many as most need.
        options: Keys of `[tool.channels-fix]` that go above those of the repository.
        options_origin: Where they stand, for messages.
    """

    address: Address
    base: str | None = None
    paths: tuple[str, ...] = (".",)
    check: str | None = None
    check_seconds: float = 900
    max_files: int | None = None
    max_size: int | None = None
    timeout: float | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    options_origin: str = "command line"

    @property
    def limits(self) -> Limits:
        """What it may take."""
        return Limits().given(self.max_files, self.max_size, self.timeout)

    @property
    def slug(self) -> str:
        """A name for files of this repository, that no other one has."""
        digest = hashlib.sha256(self.address.url.encode("utf-8", "surrogateescape")).hexdigest()[:10]
        return f"{_UNSAFE_IN_NAMES.sub('-', self.address.name)[-60:].strip('-.')}-{digest}"
