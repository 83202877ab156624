"""Goes through a folder, by git's own list of files where there is one."""

from __future__ import annotations

import enum
import os
import stat
from collections.abc import Callable, Iterator, Sequence

from channels_fix.ignoring import (
    EXCLUDED_FOLDERS,
    VIRTUALENV_MARK,
    Exclusion,
    GitIgnore,
    git_files,
    ignored,
    in_work_tree,
)

_Levels = tuple[tuple[int, GitIgnore], ...]
OnError = Callable[[str, OSError], None]


class Kind(enum.Enum):
    """What stands at a place."""

    FILE = enum.auto()
    LINK = enum.auto()
    ODD = enum.auto()
    """A pipe, a socket, a device: nothing to open."""


def python_files(root: str, exclude: Sequence[str], on_error: OnError) -> Iterator[tuple[str, Kind]]:
    """Yield the places below `root` that are called `*.py`, relative to it and in no order.

    Folders that are links are not entered. `on_error` is told the place and the reason when something cannot be looked
    at. Raises ValueError for an `exclude` that is no pattern.
    """
    return _Walk(root, Exclusion(exclude, root), on_error).run()


class _Walk:
    """Places are written relative to the root, with slashes; a folder's place ends with one and the root's is empty."""

    def __init__(self, root: str, exclusion: Exclusion, on_error: OnError) -> None:
        self._root = root
        self._exclusion = exclusion
        self._on_error = on_error
        self._pending: list[tuple[str, _Levels]] = [("", ())]
        self._entered = {"": True}

    def run(self) -> Iterator[tuple[str, Kind]]:
        while self._pending:
            folder, levels = self._pending.pop()
            try:
                with os.scandir(f"{self._root}/{folder}") as scan:
                    entries = {entry.name: entry for entry in scan}
            except OSError as error:
                self._on_error(folder, error)
                continue
            if folder and VIRTUALENV_MARK in entries:
                continue
            listed = self._ask_git(folder) if ".git" in entries or not folder else None
            if listed is None:
                yield from self._look_at(folder, levels, entries)
            else:
                yield from self._look_at_listed(folder, listed)

    def _ask_git(self, folder: str) -> list[str] | None:
        place = os.path.realpath(f"{self._root}/{folder}")
        listed = git_files(place) if in_work_tree(place) else None
        # A given folder of which git lists nothing is ignored as a whole; but the user asked for it.
        return listed if folder else listed or None

    def _look_at(
        self, folder: str, levels: _Levels, entries: dict[str, os.DirEntry[str]]
    ) -> Iterator[tuple[str, Kind]]:
        """Sort out what a folder holds, outside of git."""
        if ".gitignore" in entries and entries[".gitignore"].is_file():
            levels = (*levels, *self._read_git_ignore(folder))
        for name, entry in entries.items():
            if entry.is_dir(follow_symlinks=False):
                place = f"{folder}{name}/"
                if name not in EXCLUDED_FOLDERS and not self._left_out(place, levels):
                    self._pending.append((place, levels))
            elif name.endswith(".py") and not self._left_out(folder + name, levels):
                yield folder + name, _kind_of_entry(entry)

    def _read_git_ignore(self, folder: str) -> _Levels:
        place = f"{folder}.gitignore"
        try:
            with open(f"{self._root}/{place}", "rb") as file:  # noqa: PTH123 - the walk is made of strings, for speed
                return ((len(folder), GitIgnore.of_file(file.read())),)
        except OSError as error:
            self._on_error(place, error)
            return ()

    def _left_out(self, place: str, levels: _Levels) -> bool:
        return self._exclusion.covers(place) or (bool(levels) and ignored(place, levels))

    def _look_at_listed(self, folder: str, names: list[str]) -> Iterator[tuple[str, Kind]]:
        """Sort out what git lists in a folder; it knows nothing of the other reasons to leave a file out."""
        for place in (folder + name for name in names):
            if place.endswith("/"):
                if self._enters(place):
                    self._pending.append((place, ()))
            elif self._enters(place[: place.rfind("/") + 1]) and not self._exclusion.covers(place):
                mode = self._mode(place)
                # A tracked file may be deleted, or have given way to a folder.
                if mode is not None and not stat.S_ISDIR(mode):
                    yield place, _kind_of_mode(mode)

    def _enters(self, folder: str) -> bool:
        """Tell whether a walk would go into `folder` and into all folders above it."""
        known = self._entered.get(folder)
        if known is None:
            above, _, name = folder[:-1].rpartition("/")
            known = self._entered[folder] = (
                self._enters(f"{above}/" if above else "") and name not in EXCLUDED_FOLDERS and self._is_open(folder)
            )
        return known

    def _is_open(self, folder: str) -> bool:
        mode = self._mode(folder[:-1])
        return (
            mode is not None
            and stat.S_ISDIR(mode)
            and not self._exclusion.covers(folder)
            and not os.path.lexists(f"{self._root}/{folder}{VIRTUALENV_MARK}")
        )

    def _mode(self, place: str) -> int | None:
        try:
            return os.lstat(f"{self._root}/{place}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            self._on_error(place, error)
            return None


def _kind_of_entry(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return Kind.LINK
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.ODD


def _kind_of_mode(mode: int) -> Kind:
    if stat.S_ISLNK(mode):
        return Kind.LINK
    return Kind.FILE if stat.S_ISREG(mode) else Kind.ODD
