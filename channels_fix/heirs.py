"""Which files may hold the heirs of a class: a search of their bytes, before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = rb"[\w\x80-\xff]+"
_CLASS_HEADER = re.compile(rb"class[ \t]+%b[ \t]*(?:\[[^\]]*\])?[ \t]*\(((?:[^:#]|#[^\n]*)*)" % _WORD)
_IDENTIFIER = re.compile(_WORD)
_IMPORTED_AS = re.compile(rb" as[ \t]+(%b)" % _WORD)
_ASSIGNED = re.compile(
    rb"[\r\n][ \t]*([A-Z][\w\x80-\xff]*)(?:[ \t]*:[^=\r\n]*)?[ \t]*=[ \t]*(?:%b\.)*(%b)" % (_WORD, _WORD)
)


@dataclass(frozen=True)
class Mentions:
    """The files whose classes name an identifier among their bases, and the other names that identifiers are given."""

    heirs: dict[bytes, list[Path]]
    renamed: dict[bytes, set[bytes]]

    def files(self, name: bytes) -> list[Path]:
        """The files with a class that may derive from a class called `name`."""
        names, frontier = {name}, [name]
        while frontier:
            new = self.renamed.get(frontier.pop(), set()) - names
            names |= new
            frontier += new
        return sorted({path for one in names for path in self.heirs.get(one, ())})

    @classmethod
    def of(cls, files: Iterable[tuple[Path, bytes]]) -> Mentions:
        """Search the content of `files`."""
        found = cls({}, {})
        for path, data in files:
            for name in _base_identifiers(data):
                found.heirs.setdefault(name, []).append(path)
            for old, new in _renamed(data):
                found.renamed.setdefault(old, set()).add(new)
        return found


def _base_identifiers(data: bytes) -> set[bytes]:
    """The identifiers that stand where a class names its bases."""
    return {name for header in _CLASS_HEADER.findall(data) for name in _IDENTIFIER.findall(header)}


def _renamed(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield what may give a class another name: `import old as new` and `New = old`."""
    for match in _IMPORTED_AS.finditer(data):
        before = _IDENTIFIER.findall(data, max(0, match.start() - 80), match.start())
        if before:
            yield before[-1], match[1]
    for match in _ASSIGNED.finditer(data):
        yield match[2], match[1]
