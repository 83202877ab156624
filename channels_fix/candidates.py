"""Files that may hold a fault, and how a search of their bytes tells them from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from channels_fix.files import Source, SourceFile, decode, read
from channels_fix.rule import Trigger


@dataclass(frozen=True)
class Candidate:
    """A file that may hold a fault, or that a fix changes."""

    file: SourceFile
    data: bytes
    source: Source

    @classmethod
    def of(cls, file: SourceFile) -> Candidate:
        """Read a file; raise FileError if that fails."""
        data = read(file.path)
        return cls(file, data, decode(file.path, data))

    def holding(self, text: str | None) -> Candidate:
        """The same file with another text, if one is given."""
        if text is None:
            return self
        return Candidate(self.file, text.encode(), replace(self.source, text=text))


Candidates = Mapping[Path, Candidate]
"""By absolute path."""


def is_triggered(data: bytes, triggers: Iterable[Trigger]) -> bool:
    """Whether `data` has all parts of one of `triggers`."""
    # asked of every file: plain loops, and no part is searched for twice
    absent: set[bytes] = set()
    present: set[bytes] = set()
    for trigger in triggers:
        for part in trigger:
            if part in absent:
                break
            if part not in present:
                if part not in data:
                    absent.add(part)
                    break
                present.add(part)
        else:
            return True
    return False
