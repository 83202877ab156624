"""Which addresses lead to one and the same repository."""

from __future__ import annotations

import os
from collections.abc import Mapping
from urllib.parse import unquote, urlsplit

from channels_fix.batch.repository import Address
from channels_fix.batch.servers import Server

Identity = tuple[str, ...]
_BELOW = ("/.git", "", ".git/.git", ".git")
"""What git looks for at a path, in its order."""


def identity(address: Address, servers: Mapping[str, Server]) -> Identity:
    """Return what all addresses of a repository have in common; no server is asked.

    A forge is known to have one repository under a name, however that is written and whichever transport is taken. Of
    other servers only what git itself takes for the same is.

    Args:
        address: One of them.
        servers: The forges that are known, by their hosts.
    """
    if address.scheme == "file":
        return ("file", _folder(address.url))
    server = servers.get(address.server)
    if server is not None:
        return (server.api, server.project(address.name).casefold())
    if address.scheme != "ssh":
        return ("http", address.server, address.name)
    if "://" not in address.url:  # the short form: a path may start from the user's home
        place, _, path = address.url.partition(":")
        return ("ssh", place.rpartition("@")[0], address.host, "22", _bare(path))
    parts = urlsplit(address.url)
    return ("ssh", parts.username or "", address.host, str(parts.port or 22), _bare(parts.path))


def _bare(path: str) -> str:
    return path.rstrip("/").removesuffix(".git")


def _folder(url: str) -> str:
    path = unquote(urlsplit(url).path) if "://" in url else url
    found = (f"{path.rstrip('/')}{ending}" for ending in _BELOW)
    is_folder = os.path.isdir  # which has an answer where Path.is_dir() raises: for a name that is too long, say
    return os.path.realpath(next((one for one in found if is_folder(one)), path))
