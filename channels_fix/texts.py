"""The texts of all files of a project: what stands in them is looked for before any of them is parsed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path

from channels_fix.heirs import Mentions
from channels_fix.words import files_by_word

_DEFINED = re.compile(rb"\b(?:def|class)[ \t\\\r\n]+([\w\x80-\xff]+)")


class Texts:
    """The texts, which are read when a question first needs them.

    Args:
        paths: Lists the files.
        read: Gives the content of a file.
        seen: Texts of the same project, in which the same classes derive from one another.
    """

    def __init__(
        self, paths: Callable[[], Iterable[Path]], read: Callable[[Path], bytes], seen: Texts | None = None
    ) -> None:
        self._paths = paths
        self._read = read
        self._found: dict[tuple[str, ...], list[tuple[Path, bytes]]] = {}
        self._heirs: Mentions | None = seen._heirs if seen else None

    def with_any(self, words: tuple[str, ...] = ("",)) -> list[tuple[Path, bytes]]:
        """The files whose text has one of some words, by default all files, in order of their paths.

        All files are read for the first question with these words; what is kept is the text of those that have one.
        """
        if words not in self._found:
            wanted = [word.encode() for word in words]
            texts = ((path, self._read(path)) for path in self._paths())
            self._found[words] = [(path, text) for path, text in texts if any(word in text for word in wanted)]
        return self._found[words]

    def with_name(self, name: str) -> list[tuple[Path, bytes]]:
        """The files whose text has one of the `defined_names` as a word."""
        return self._by_name.get(name, [])

    def found(self, pattern: re.Pattern[bytes]) -> frozenset[str]:
        """What the group of a pattern matches in all texts."""
        found = {name for _, text in self.with_any() for name in pattern.findall(text)}
        return frozenset(name.decode(errors="replace") for name in found)

    @cached_property
    def defined_names(self) -> frozenset[str]:
        """The names of all functions and classes that a file defines."""
        return self.found(_DEFINED)

    @property
    def heirs(self) -> Mentions:
        """Where class statements name which bases."""
        if self._heirs is None:
            self._heirs = Mentions.of((path, self._read(path)) for path in self._paths())
        return self._heirs

    @cached_property
    def _by_name(self) -> Mapping[str, list[tuple[Path, bytes]]]:
        return files_by_word(self.with_any(), self.defined_names)
