"""Puts new content in the place of a file, wholly or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from channels_fix.files import FileError, read

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write(path: Path, before: bytes, after: bytes) -> None:
    """Replace the content `before` of a file by `after`.

    A link is followed and stays a link. The new file gets the mode, the extended attributes and, where that is
    allowed, the owner of the old one. At every moment the file is wholly old or wholly new, on a full disk and after a
    kill, too; what a kill may leave is a hidden `*.channels-fix.tmp` next to it, which nothing reads. A file with
    several hard links parts from the others, which keep the old content: they may belong to a package cache, not to
    this project.

    Raises FileError, and leaves the file as it is, if it no longer holds `before`, is read-only, or cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        _require_writable(path, target)
        with _temporary(target, after) as temporary:
            _take_over(target, temporary)
            # Last of all, so that hardly any time is left for another writer.
            if read(target) != before:
                raise FileError(path, "changed while it was being looked at, not written; run again")
            _put(temporary, target)
    except OSError as error:
        raise FileError.of(path, error) from error


def create(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, wholly or not at all; raise FileError if that fails."""
    try:
        with _temporary(path, data) as temporary:
            _put(temporary, path)
    except OSError as error:
        raise FileError.of(path, error) from error


def _require_writable(path: Path, target: Path) -> None:
    # A replacement needs no permission on the file itself, and root needs none at all; but who made the file read-only
    # meant it.
    if not target.stat().st_mode & _WRITE_BITS:
        raise FileError(path, "permission denied: file is read-only")
    os.close(os.open(target, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
    if not os.access(target.parent, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
        raise FileError(path, "permission denied: its folder is read-only")


def _take_over(old: Path, new: Path) -> None:
    owner = old.stat()
    # Only root may give a file away. Before the mode, which a change of owner would reduce.
    with suppress(PermissionError):
        os.chown(new, owner.st_uid, owner.st_gid)
    shutil.copystat(old, new)
    # The times came along; but the file is new to build tools and reloaders.
    os.utime(new)


@contextmanager
def _temporary(target: Path, data: bytes) -> Iterator[Path]:
    """Write `data` to a file in the folder of `target`, gone after the block unless it was put to use."""
    path = target.with_name(f".{secrets.token_hex(8)}.channels-fix.tmp")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _put(temporary: Path, target: Path) -> None:
    temporary.replace(target)
    # Not every file system can do this, and the file is in its place.
    with suppress(OSError):
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
