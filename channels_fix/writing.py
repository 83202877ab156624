"""Puts new content in the place of files, wholly or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from channels_fix.files import FileError, read

_WRITE_BITS = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True)
class Replacement:
    """What a file holds before and after it is written."""

    path: Path
    before: bytes
    after: bytes


def write(replacements: Sequence[Replacement]) -> None:
    """Replace the content of several files, or of none of them.

    A link is followed and stays a link. The new file gets the mode, the extended attributes and, where that is
    allowed, the owner of the old one. At every moment each file is wholly old or wholly new, on a full disk and after
    a kill, too; what a kill may leave is a hidden `*.channels-fix.tmp` next to it, which nothing reads. A file with
    several hard links parts from the others, which keep the old content: they may belong to a package cache, not to
    this project.

    Nothing is replaced before all of the new content, and all of the old in case of need, is on the disk. Where a file
    cannot be replaced then, or an interrupt comes, the files before it get their old content back. Only a kill between
    two replacements leaves some new and some old.

    Raises FileError for the first file that no longer holds `before`, is read-only, or cannot be written, and leaves
    all as they are. A file that somebody else writes meanwhile is not taken back either; the error says so.
    """
    with ExitStack() as stack:
        ready = [_prepared(one, stack, is_alone=len(replacements) == 1) for one in replacements]
        for one in ready:
            one.require_unchanged()
        done: list[_Prepared] = []
        try:
            for one in ready:
                done.append(one)
                one.replace()
        except BaseException as error:
            _take_back(done, error)
            raise


def require_writable(path: Path, before: bytes) -> None:
    """Raise FileError if the file at `path` no longer holds `before`, or is read-only."""
    target = Path(os.path.realpath(path))
    try:
        _require_permission(path, target)
        _require_content(path, target, before)
    except OSError as error:
        raise FileError.of(path, error) from error


@dataclass(frozen=True)
class _Prepared:
    """A file with its new content beside it, and with a copy of the old one if that may be needed."""

    replacement: Replacement
    target: Path
    new: Path
    old: Path | None

    def require_unchanged(self) -> None:
        _require_content(self.replacement.path, self.target, self.replacement.before)

    def replace(self) -> None:
        # Last of all, so that hardly any time is left for another writer.
        self.require_unchanged()
        try:
            _put(self.new, self.target)
        except OSError as error:
            raise FileError.of(self.replacement.path, error) from error

    def is_replaced(self) -> bool:
        return read(self.target) == self.replacement.after


def _prepared(replacement: Replacement, stack: ExitStack, *, is_alone: bool) -> _Prepared:
    path, target = replacement.path, Path(os.path.realpath(replacement.path))
    try:
        _require_permission(path, target)
        contents = [replacement.after] if is_alone else [replacement.after, replacement.before]
        new, *old = [stack.enter_context(_temporary(target, content)) for content in contents]
        for temporary in (new, *old):
            _take_over(target, temporary)
    except OSError as error:
        raise FileError.of(path, error) from error
    return _Prepared(replacement, target, new, next(iter(old), None))


def _take_back(done: Sequence[_Prepared], cause: BaseException) -> None:
    """Give the files their old content again; raise FileError if one cannot get it."""
    kept: list[str] = []
    for one in done:
        try:
            if one.old is not None and one.is_replaced():
                _put(one.old, one.target)
            elif one is not done[-1]:
                kept.append(str(one.replacement.path))
        except (FileError, OSError):
            kept.append(str(one.replacement.path))
    if kept:
        path = cause.path if isinstance(cause, FileError) else done[0].replacement.path
        what = f"{cause or type(cause).__name__}; {', '.join(kept)} could not be taken back: see the undo patch"
        raise FileError(path, what) from cause


def _require_content(path: Path, target: Path, content: bytes) -> None:
    try:
        found = read(target)
    except FileError as error:
        raise FileError(path, str(error)) from error
    if found != content:
        raise FileError(path, "changed while it was being looked at, not written; run again")


def create(path: Path, data: bytes) -> None:
    """Write a file that only its owner can read, wholly or not at all; raise FileError if that fails."""
    try:
        with _temporary(path, data) as temporary:
            _put(temporary, path)
    except OSError as error:
        raise FileError.of(path, error) from error


def _require_permission(path: Path, target: Path) -> None:
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
