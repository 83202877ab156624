"""Where the files of a project are: its folder, the folders in which imports are looked for, the names of modules."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT_MARKERS = ("pyproject.toml", "setup.py", "setup.cfg", "manage.py", ".git")
STARTING = ("manage.py", "setup.py", "pyproject.toml")


class Layout:
    """The files and folders of a project; the disk is asked once for each.

    Args:
        roots: The folders of the project.
        is_given: Whether a file is known without the disk.
        seen: Whose answers are taken over.
    """

    def __init__(self, roots: Sequence[Path], is_given: Callable[[Path], bool], seen: Layout | None = None) -> None:
        self.roots = tuple(roots)
        self._is_given = is_given
        self._known: dict[str, bool] = seen._known if seen else {}
        self._folders: dict[str, frozenset[str]] = seen._folders if seen else {}
        self._import_roots: dict[Path, list[Path]] = {}

    def top(self, path: Path) -> Path:
        """The outermost folder that is known to be of the same project as `path`."""
        around = [root for root in (find_root(path), *self.roots) if root in path.parents]
        return min(around, key=lambda root: len(root.parts), default=path.parent)

    def name_of(self, path: Path) -> str:
        """The full name of the module that a file is, by the packages that it stands in."""
        parts = list(path.relative_to(self._package_root(path)).with_suffix("").parts)
        if parts[-1] == "__init__" and len(parts) > 1:
            parts.pop()
        return ".".join(parts)

    def module_at(self, path: Path) -> Path | None:
        """The file of the module or package at `path` (without ending); a folder without `__init__.py` is none."""
        candidates = (path / "__init__.py", path.with_name(path.name + ".py") if path.name else path)
        return next((candidate for candidate in candidates if self._exists(candidate)), None)

    def import_roots(self, path: Path) -> list[Path]:
        """The folders that may stand on `sys.path` when the module `path` runs, the likeliest first."""
        if path.parent not in self._import_roots:
            self._import_roots[path.parent] = self._find_import_roots(path)
        return self._import_roots[path.parent]

    def _find_import_roots(self, path: Path) -> list[Path]:
        first = self._package_root(path)
        roots = [first]
        for folder in first.parents:
            if not any(root == folder or root in folder.parents for root in self.roots):
                break
            if not self._exists(folder / "__init__.py"):
                roots.append(folder)
        roots += [source for root in self.roots if self._is_dir(source := root / "src") and source not in roots]
        return [*roots, *self._inner_roots(path, first)]

    def _inner_roots(self, path: Path, first: Path) -> list[Path]:
        """The packages around `path` that programs are started in, too: `manage.py` puts its folder on `sys.path`."""
        inner = [folder for folder in path.parents if first in (folder, *folder.parents)]
        return [folder for folder in inner if any(self._exists(folder / marker) for marker in STARTING)]

    def _package_root(self, path: Path) -> Path:
        folder = path.parent
        while self._exists(folder / "__init__.py") and folder.parent != folder:
            folder = folder.parent
        return folder

    def _exists(self, path: Path) -> bool:
        key = str(path)
        if key not in self._known:
            self._known[key] = self._is_given(path) or self._is_on_disk(path)
        return self._known[key]

    def _is_on_disk(self, path: Path) -> bool:
        """Whether there is a file: each folder is listed once, as imports are looked for in many that have none."""
        folder = str(path.parent)
        if folder not in self._folders:
            self._folders[folder] = _files_in(folder)
        return path.name in self._folders[folder]

    def _is_dir(self, path: Path) -> bool:
        key = f"{path}/"
        if key not in self._known:
            self._known[key] = path.is_dir()
        return self._known[key]


def find_root(path: Path) -> Path:
    """The folder of the project that `path` belongs to: the nearest above with a project file, else its own folder."""
    path = path.absolute()
    start = path if os.path.isdir(path) else path.parent  # noqa: PTH112 - `is_dir` fails where a name is too long
    for folder in (start, *start.parents):
        if any((folder / marker).exists() for marker in ROOT_MARKERS):
            return folder
    return start


def _files_in(folder: str) -> frozenset[str]:
    try:
        with os.scandir(folder) as entries:
            return frozenset(entry.name for entry in entries if entry.is_file())
    except OSError:
        return frozenset()
