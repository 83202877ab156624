"""Which files hold tests."""

from __future__ import annotations

from pathlib import Path

from channels_fix.module import Module
from channels_fix.project import Project

NAMES = ("test_", "tests_")
FOLDERS = frozenset({"test", "testing", "tests"})


def is_test(module: Module) -> bool:
    """Whether a file is there for tests: by its name, or that of a package around it."""
    return _is_test(module.name, module.path)


def is_test_file(path: Path, project: Project) -> bool:
    """The same of a file that need not be parsed for it."""
    return _is_test(project.layout.name_of(path), path)


def _is_test(name: str, path: Path) -> bool:
    *packages, last = name.split(".")
    named = path.stem.startswith(NAMES) or path.stem.endswith("_test") or path.stem in {"conftest", *FOLDERS}
    return named or last in FOLDERS or not FOLDERS.isdisjoint(packages)
