"""Tokens: where they come from, who is shown them, and that nobody else is.

A token goes to git through the environment of one process, and to a forge in a header. It is never part of a URL, of a
command line, or of anything that is written down.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from channels_fix.batch.repository import Address
from channels_fix.batch.servers import KNOWN, Server

HIDDEN = "[hidden]"
_USERS = {"github": "x-access-token", "gitlab": "oauth2"}
_HELPER = (
    '!f() { test "$1" = get && printf "username=%s\\npassword=%s\\n" "$CHANNELS_FIX_USER" "$CHANNELS_FIX_TOKEN"; }; f'
)
_SECRET_NAMES = re.compile(r"TOKEN|PASSWORD|PASSWD|SECRET|API_?KEY|CREDENTIAL|PRIVATE", re.IGNORECASE)
_SECRET_TEXTS = re.compile(
    r"(?<=://)[^/\s@]+@"  # what stands before the host in a URL
    r"|\bgh[oprsu]_\w{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}"
    r"|(?i:(?<=authorization: )\S+ \S+|(?<=private-token: )\S+)"
)
_SHORTEST = 6
"""Shorter values of secret-sounding variables are switches, and would be found everywhere."""


@dataclass(frozen=True)
class Credentials:
    """What servers may be shown.

    Attributes:
        servers: By their hosts.
        environment: Where tokens are looked up.
        kept: What credential helpers gave, by servers.
    """

    servers: Mapping[str, Server]
    environment: Mapping[str, str] = field(repr=False)
    kept: dict[str, str | None] = field(default_factory=dict, repr=False)
    _asking: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    @classmethod
    def of_process(cls, servers: Mapping[str, Server]) -> Credentials:
        """Take tokens from the environment of this process, for the well-known forges and for `servers`."""
        return cls({**KNOWN, **servers}, dict(os.environ))

    def token(self, server: Server) -> str | None:
        """The token for `server`, if there is one in the environment."""
        found = (self.environment.get(name, "").strip() for name in server.variables)
        return next((value for value in found if value), None)

    def server_of(self, address: Address) -> Server | None:
        """The server of an address, if it is known; another port is another server."""
        return self.servers.get(address.server)

    def keep(self, server: Server, ask: Callable[[], str | None]) -> str | None:
        """What `ask` gave for `server` when it was called first: a helper may take its time, or ask the user."""
        with self._asking:
            if server.host not in self.kept:
                self.kept[server.host] = ask()
            return self.kept[server.host]

    def for_git(self, address: Address) -> dict[str, str]:
        """What the environment of git holds besides, so that it may show the token to the server of `address`.

        Without a token git asks the user's own credential helpers.
        """
        server = self.server_of(address)
        token = self.token(server) if server else None
        if not server or not token or not may_be_shown(address.url):
            return {}
        scope = f"{address.scheme}://{urlsplit(address.url).netloc}"
        settings = [(f"credential.{scope}.helper", ""), (f"credential.{scope}.helper", _HELPER)]
        return {
            "CHANNELS_FIX_USER": _USERS[server.kind],
            "CHANNELS_FIX_TOKEN": token,
            "GIT_CONFIG_COUNT": str(len(settings)),
            **{f"GIT_CONFIG_KEY_{number}": key for number, (key, _) in enumerate(settings)},
            **{f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in enumerate(settings)},
        }

    def origin(self, address: Address) -> str:
        """Where what git shows to the server of `address` comes from."""
        server = self.server_of(address)
        if server:
            return (
                f"the token for {server.host} comes from {' or '.join(server.variables)}, or a credential helper of git"
            )
        host = address.server
        return (
            f'a password for {host} comes from a credential helper of git, a token from [forges."{host}"] in a manifest'
        )

    def redacted(self, text: str) -> str:
        """Return `text` without anything that is, or looks like, a secret."""
        for secret in sorted(self._secrets(), key=len, reverse=True):
            text = text.replace(secret, HIDDEN)
        return _SECRET_TEXTS.sub(HIDDEN, text)

    def told(self, error: Exception) -> str:
        """What an error says, without secrets; of one of the system only the reason."""
        text = error.strerror or str(error) if isinstance(error, OSError) else str(error)
        return self.redacted(text)

    def scrubbed(self) -> dict[str, str]:
        """The environment without what is secret, for programs that run code of a repository."""
        secrets = self._secrets()
        return {
            name: value
            for name, value in self.environment.items()
            if not _SECRET_NAMES.search(name) and not any(secret in value for secret in secrets)
        }

    def _secrets(self) -> set[str]:
        named = {name for server in self.servers.values() for name in server.variables}
        given = {value for value in list(self.kept.values()) if value}
        return given | {
            value.strip()
            for name, value in self.environment.items()
            if len(value.strip()) >= _SHORTEST
            and (name in named or (_SECRET_NAMES.search(name) and not value.isalpha()))
        }


def may_be_shown(url: str) -> bool:
    """Whether a token may go to `url`: over an encrypted connection, or to this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"})
