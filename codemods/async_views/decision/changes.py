"""What changes in the files of a project for one view."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from channels_fix.rule import Edit, ImportedName


@dataclass(frozen=True)
class Changes:
    """What changes in one file."""

    edits: tuple[Edit, ...] = ()
    imports: tuple[ImportedName, ...] = ()
    unneeded: tuple[str, ...] = ()
    """Imports that go if nothing uses them any more."""

    def __or__(self, other: Changes) -> Changes:
        """The changes of both."""
        edits = dict.fromkeys([*self.edits, *other.edits])
        imports = dict.fromkeys([*self.imports, *other.imports])
        return Changes(tuple(edits), tuple(imports), tuple(sorted({*self.unneeded, *other.unneeded})))


def by_file(changes: Iterable[tuple[Path, Changes]]) -> dict[Path, Changes]:
    """Put together what changes in the same file; files come in the order of their paths."""
    found: dict[Path, Changes] = {}
    for path, change in changes:
        found[path] = found.get(path, Changes()) | change
    return dict(sorted(found.items()))
