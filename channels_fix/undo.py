"""Keeps, for every run that writes, a patch that takes the run back."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timezone
from pathlib import Path

from platformdirs import user_state_path

from channels_fix.diff import unified
from channels_fix.files import FileError
from channels_fix.writing import create

_KEPT = 50


def folder() -> Path:
    """Return where the undo patches lie; it need not exist yet."""
    return user_state_path("channels-fix", appauthor=False) / "undo"


def root_of(paths: Iterable[Path], wanted: Path) -> Path:
    """Return the folder where a patch for the files at `paths` can be applied.

    That is `wanted` if it holds all of them, and else the closest folder that does. Links count for what they point to.
    """
    parents = [os.path.dirname(os.path.realpath(path)) for path in paths]  # noqa: PTH120 - `commonpath` takes strings
    root = os.path.realpath(wanted)
    return Path(
        root if all(os.path.commonpath([root, parent]) == root for parent in parents) else os.path.commonpath(parents)
    )


def save(entries: Sequence[tuple[Path, bytes, bytes]], root: Path) -> Path:
    """Write one patch that turns each file from its new content back to its old one, and return where it is.

    An entry is a path, what the file held before, and what it holds after the run. `git apply --whitespace=nowarn`
    takes the patch in `root`, in a repository or not; `root_of` finds a root that holds all files. Only the newest
    patches are kept.

    Raises FileError if the patch cannot be written or a file does not lie below `root`.
    """
    patch = b"".join(unified(after, before, _name_below(root, path)) for path, before, after in entries)
    name = f"{datetime.now(timezone.utc):%Y%m%dT%H%M%S.%fZ}-{hashlib.sha256(patch).hexdigest()[:8]}.patch"
    target = folder() / name
    try:
        # The patches hold source code, which is nobody else's business.
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileError.of(target.parent, error) from error
    create(target, patch)
    _forget_old(target)
    return target


def _name_below(root: Path, path: Path) -> str:
    # Git does not apply a patch through a link, so the patch names the file itself.
    real = Path(os.path.realpath(path))
    try:
        return real.relative_to(os.path.realpath(root)).as_posix()
    except ValueError as error:
        raise FileError(path, f"cannot be part of an undo patch: it lies outside of {root}") from error


def _forget_old(newest: Path) -> None:
    # The newest is named, not inferred: the clock may have been set back.
    others = sorted(path for path in newest.parent.glob("*.patch") if path != newest)
    for path in others[: 1 - _KEPT]:
        with suppress(OSError):
            path.unlink()
