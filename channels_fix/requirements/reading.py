"""Which files of a folder speak of versions, and what they say."""

from __future__ import annotations

import configparser
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from channels_fix import files
from channels_fix.module import ParseError
from channels_fix.requirements import pip_files, python_files, setuptools_files, toml_files
from channels_fix.requirements.statements import Statement

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes; what is larger was not written for people and not made by a package manager."""

_READERS: dict[str, Callable[[bytes], Iterable[Statement]]] = {
    "Pipfile": toml_files.pipfile,
    "Pipfile.lock": toml_files.pipfile_lock,
    "pdm.lock": toml_files.lock,
    "poetry.lock": toml_files.lock,
    "uv.lock": toml_files.lock,
    "pyproject.toml": toml_files.pyproject,
    "setup.cfg": setuptools_files.setup_cfg,
    "setup.py": setuptools_files.setup_py,
    ".python-version": python_files.python_version,
    "runtime.txt": python_files.runtime_txt,
}
_REQUIREMENTS = re.compile(r"requirements.*\.(?:txt|in)|.+[-_.]requirements\.(?:txt|in)")
_FOLDER = "requirements"
_IN_FOLDER = re.compile(r".+\.(?:txt|in)")
_BROKEN = (files.FileError, ParseError, configparser.Error, ValueError, RecursionError)
"""What a file that cannot be read, or that is not what its name says, may raise."""


@dataclass(frozen=True)
class Source:
    """A statement and the file where it stands."""

    statement: Statement
    path: Path


def sources(folder: Path, top: Path) -> tuple[Source, ...]:
    """Return what the files of `folder` say, in order of their names; files that cannot be read say nothing.

    Args:
        folder: The folder; of those in it only `requirements` is looked into.
        top: The folder of the whole project: files elsewhere are not included.
    """
    names = _names(folder)
    paths = [folder / name for name in names if name in _READERS or _REQUIREMENTS.fullmatch(name)]
    if _FOLDER in names:
        paths += [folder / _FOLDER / name for name in _names(folder / _FOLDER) if _IN_FOLDER.fullmatch(name)]
    seen: set[str] = set()
    return tuple(source for path in paths for source in _read(path, top, seen))


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _read(path: Path, top: Path, seen: set[str]) -> Iterator[Source]:
    waiting = [path]
    while waiting:
        path = waiting.pop()
        try:
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            found = _parsed(path)
        except (*_BROKEN, OSError):
            continue
        for one in found:
            if isinstance(one, Statement):
                yield Source(one, path)
            elif (included := _included(path, one, top)) is not None:
                waiting.append(included)


def _parsed(path: Path) -> list[Statement | str]:
    if path.stat().st_size > LARGEST_FILE:
        return []
    reader = _READERS.get(path.name, pip_files.read)
    return list(reader(files.read(path)))


def _included(path: Path, name: str, top: Path) -> Path | None:
    """The file that a requirements file includes, None if it lies outside of the project."""
    included = path.parent / name
    try:
        inside = Path(os.path.realpath(included)).is_relative_to(os.path.realpath(top))
    except (OSError, ValueError):  # a name that no file can have
        return None
    return included if inside else None
