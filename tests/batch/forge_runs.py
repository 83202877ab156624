"""Runs of `channels-fix batch` against a forge."""

from __future__ import annotations

import base64
import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterable
from pathlib import Path

from forge_server import TOKEN, ForgeServer
from origins import Ran, batch, origin

APIS = {"github": "/api/v3", "gitlab": ""}


def hosted(server: ForgeServer, name: str, **known: object) -> str:
    """A faulty repository on the forge; its address."""
    origin(server.root / f"{name}.git")
    return server.add(name, **known)


def manifest(folder: Path, server: ForgeServer, kind: str, urls: Iterable[str]) -> Path:
    """A manifest for repositories of the forge."""
    file = folder / "repositories.toml"
    forge = f'[forges."{server.host}"]\nkind = "{kind}"\napi = "{server.url}{APIS[kind]}"\ntoken = "FORGE_TOKEN"\n'
    file.write_text(forge + "".join(f'[[repositories]]\nurl = "{url}"\n' for url in urls), encoding="utf-8")
    return file


def run(folder: Path, *arguments: str | Path, token: str = TOKEN) -> Ran:
    """Run a command on the workspace `folder / "workspace"`, with the token in the environment."""
    options = ("--workspace", folder / "workspace", "--output-format", "json")
    return batch(folder, *arguments, *options, FORGE_TOKEN=token)


def propose(
    folder: Path, server: ForgeServer, kind: str, urls: Iterable[str], *options: str, token: str = TOKEN
) -> Ran:
    """Migrate repositories of the forge and open pull requests."""
    return run(folder, manifest(folder, server, kind, urls), "--push", "--pr", *options, token=token)


def written(folder: Path, ran: Ran) -> bytes:
    """All that a run left: what it said, and every file of its workspace, compressed ones unpacked."""
    files = [path for path in sorted((folder / "workspace").rglob("*")) if path.is_file()]
    with contextlib.closing(sqlite3.connect(folder / "workspace/journal.sqlite3")) as journal:
        rows = journal.execute("SELECT detail FROM steps UNION ALL SELECT detail FROM outcomes").fetchall()
    named = "\n".join(map(str, files)).encode()
    return b"\n".join(
        [
            ran.out.encode(),
            ran.err.encode(),
            named,
            *(path.read_bytes() for path in files),
            *(zlib.decompress(row[0]) for row in rows),
        ]
    )


def shapes_of(token: str) -> list[bytes]:
    """How a token may look where it must not be."""
    pairs = [f"{user}:{token}".encode() for user in ("x-access-token", "oauth2", "ada")]
    return [token.encode(), *map(base64.b64encode, pairs)]


def intend(folder: Path) -> None:
    """Let the journal look as if a run had been killed while it opened a pull request."""
    intended = zlib.compress(json.dumps({"state": "intended"}).encode())
    with contextlib.closing(sqlite3.connect(folder / "workspace/journal.sqlite3")) as journal:
        journal.execute("UPDATE steps SET detail = ? WHERE step = 'pull_request'", (intended,))
        journal.commit()
