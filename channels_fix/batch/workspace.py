"""The folder of a run: its journal, its mirrors, and what it leaves to be read."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from channels_fix.batch.journal import Journal
from channels_fix.config import ConfigError

_MARK = "journal.sqlite3"


@contextlib.contextmanager
def opened(folder: Path, *, is_new: bool) -> Iterator[Journal]:
    """Open a workspace for one run, and keep all others out of it.

    Args:
        folder: Where it is.
        is_new: Whether it may be made if it is not there.

    Raises:
        ConfigError: it is no workspace, it cannot be written, or another run has it.
        JournalError: its journal cannot be used.
    """
    from filelock import FileLock, Timeout

    if not is_new and not (folder / _MARK).exists():
        raise ConfigError(f"{folder}: no workspace: name the folder that a run was given with --workspace")
    with contextlib.ExitStack() as held:
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not (folder / _MARK).exists() and any(name.name != "lock" for name in folder.iterdir()):
                raise ConfigError(f"{folder}: neither empty nor a workspace: choose another folder")
            held.enter_context(FileLock(folder / "lock", blocking=False))
        except Timeout as error:
            raise ConfigError(
                f"{folder}: another run uses this workspace: wait for it, or choose another one"
            ) from error
        except OSError as error:
            raise ConfigError(f"{folder}: {error.strerror}") from error
        shutil.rmtree(folder / "work", ignore_errors=True)  # what a killed run left, also in the midst of its reports
        for file in folder.glob(".report.*-*"):
            file.unlink(missing_ok=True)
        yield held.enter_context(contextlib.closing(Journal(folder / _MARK)))
