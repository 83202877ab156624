"""What has been done: one row for each repository and step, in SQLite, so that nothing is ever done twice.

A row is written when its step is done. Before something is changed that others see, the intention is written; who finds
one without its end asks the server what came of it.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import threading
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from channels_fix.config import ConfigError

FORMAT = 1
_KEY = "key"
"""Under what an outcome holds the key of its steps, beside its own fields."""
_SECONDS = 60
_DAMAGES = (sqlite3.Error, zlib.error, ValueError, KeyError, TypeError)
"""What is raised for a file that holds something else than was written."""
_READ = "SELECT step, detail FROM steps WHERE repository = ? AND base_commit = ? AND fingerprint = ?"
_DROP = "DELETE FROM steps WHERE repository = ? AND base_commit = ? AND fingerprint = ?"
_INSERT = "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?)"
_FORGET = "DELETE FROM steps WHERE repository = ? AND base_commit = ? AND fingerprint = ? AND step = ?"
_DELIVERED = """
SELECT repository, base_commit, fingerprint, step, detail FROM steps
WHERE step IN ('push', 'pull_request') ORDER BY repository, written
"""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS steps (
    repository TEXT NOT NULL,
    base_commit TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    step TEXT NOT NULL,
    written REAL NOT NULL,
    detail BLOB NOT NULL,
    PRIMARY KEY (repository, base_commit, fingerprint, step)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outcomes (
    repository TEXT PRIMARY KEY,
    written REAL NOT NULL,
    detail BLOB NOT NULL
) WITHOUT ROWID;
"""


class JournalError(ConfigError):
    """A journal that cannot be used; the text is one line and names the file."""


@dataclass(frozen=True)
class Key:
    """Under what the steps of a repository are kept.

    Attributes:
        repository: Its address.
        base_commit: Where work began.
        fingerprint: Of the tool's version, the rules and all options that bear on the result.
    """

    repository: str
    base_commit: str
    fingerprint: str


class Journal:
    """The journal of a workspace; it may be used from several threads.

    Args:
        file: Where it is; it need not exist yet.

    Raises:
        JournalError: it is none, or is of another format.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        with self._explained():
            # in autocommit each row stands by itself; full synchronisation keeps it when the power fails
            self._connection = sqlite3.connect(file, timeout=_SECONDS, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=FULL")
            found = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if found not in {0, FORMAT}:
                raise JournalError(f"{file}: written by another version of channels-fix: use a new workspace")
            self._connection.executescript(_SCHEMA)
            self._connection.execute(f"PRAGMA user_version={FORMAT}")

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def write(self, key: Key, steps: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what came of some steps, all of it or nothing; what was kept of the same steps before is gone."""
        rows = _rows(key, steps)
        with self._explained(), self._lock, self._transaction():
            self._connection.executemany(_INSERT, rows)

    def replace(self, key: Key, steps: Mapping[str, Mapping[str, Any]]) -> None:
        """Keep what came of some steps, and drop what was kept of all steps before."""
        rows = _rows(key, steps)
        with self._explained(), self._lock, self._transaction():
            self._connection.execute(_DROP, _values(key))
            self._connection.executemany(_INSERT, rows)

    def read(self, key: Key) -> dict[str, dict[str, Any]]:
        """What came of the steps of a repository."""
        with self._explained(), self._lock:
            rows = self._connection.execute(_READ, _values(key)).fetchall()
            return {step: _unpacked(detail) for step, detail in rows}

    def base_of(self, repository: str, fingerprint: str, commit: str) -> str | None:
        """Where work began that led to a commit which was pushed, or was about to be; None if that is not known."""
        with self._explained(), self._lock:
            rows = self._connection.execute(
                "SELECT base_commit, detail FROM steps WHERE repository = ? AND fingerprint = ? AND step = 'push'",
                (repository, fingerprint),
            ).fetchall()
            return next((base for base, detail in rows if _unpacked(detail)["commit"] == commit), None)

    def deliveries(self) -> list[tuple[Key, dict[str, dict[str, Any]]]]:
        """What was pushed and proposed, by the order of the addresses and of the time."""
        with self._explained(), self._lock:
            found: dict[Key, dict[str, dict[str, Any]]] = {}
            for repository, base_commit, fingerprint, step, detail in self._connection.execute(_DELIVERED):
                found.setdefault(Key(repository, base_commit, fingerprint), {})[step] = _unpacked(detail)
            return list(found.items())

    def forget(self, key: Key, steps: Iterable[str]) -> None:
        """Drop what was kept of some steps: they are to be done again if they are asked for."""
        with self._explained(), self._lock, self._transaction():
            self._connection.executemany(_FORGET, [(*_values(key), step) for step in steps])

    def conclude(self, key: Key, detail: Mapping[str, Any]) -> None:
        """Keep how the last run of a repository ended; the base commit of the key is empty if it was never known."""
        row = (key.repository, time.time(), _packed({**detail, _KEY: [key.base_commit, key.fingerprint]}))
        with self._explained(), self._lock:
            self._connection.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?)", row)

    def outcome(self, repository: str) -> dict[str, Any] | None:
        """How the last run of a repository ended, None if it never ran to its end."""
        found = self.concluded(repository)
        return found[1] if found else None

    def concluded(self, repository: str) -> tuple[Key, dict[str, Any]] | None:
        """How the last run of a repository ended, with the key of the steps that led there."""
        with self._explained(), self._lock:
            row = self._connection.execute("SELECT detail FROM outcomes WHERE repository = ?", (repository,)).fetchone()
            if row is None:
                return None
            detail = _unpacked(row[0])
            return Key(repository, *detail.pop(_KEY)), detail

    def outcomes(self) -> Iterator[dict[str, Any]]:
        """How the last run of each repository ended, by the order of their addresses; one at a time."""
        with self._explained(), self._lock:
            names = [row[0] for row in self._connection.execute("SELECT repository FROM outcomes ORDER BY repository")]
        for name in names:
            if (outcome := self.outcome(name)) is not None:
                yield outcome

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:  # the disk is full, the file may not be written ...
            raise JournalError(f"{self._file}: {error}") from error
        except _DAMAGES as error:
            raise JournalError(f"{self._file}: damaged ({error}): restore it, or use a new workspace") from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _values(key: Key) -> tuple[str, str, str]:
    return key.repository, key.base_commit, key.fingerprint


def _rows(key: Key, steps: Mapping[str, Mapping[str, Any]]) -> list[tuple[object, ...]]:
    return [(*_values(key), step, time.time(), _packed(detail)) for step, detail in steps.items()]


def _packed(detail: Mapping[str, Any]) -> bytes:
    return zlib.compress(json.dumps(detail, sort_keys=True).encode())


def _unpacked(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(data))
    return found
