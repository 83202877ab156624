"""Which files hold tests."""

from __future__ import annotations

from channels_fix.module import Module

NAMES = ("test_", "tests_")
FOLDERS = frozenset({"test", "testing", "tests"})


def is_test(module: Module) -> bool:
    """Whether a file is there for tests: by its name, or that of a package around it."""
    *packages, last = module.name.split(".")
    stem = module.path.stem
    named = stem.startswith(NAMES) or stem.endswith("_test") or stem in {"conftest", *FOLDERS}
    return named or last in FOLDERS or not FOLDERS.isdisjoint(packages)
