"""In which files a word stands: an index of some words, made by one look at the texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

_WORD = re.compile(rb"[A-Za-z0-9_\x80-\xff]+")


def files_by_word(texts: Iterable[tuple[Path, bytes]], words: frozenset[str]) -> Mapping[str, list[tuple[Path, bytes]]]:
    """Tell which files have which words.

    Args:
        texts: The files, each with its text.
        words: The words that count; others are not looked for.

    Returns:
        For each of the words the files that have it as a whole word, with their texts, in the order in which they came.
    """
    wanted = {word.encode(): word for word in words}
    found: dict[str, list[tuple[Path, bytes]]] = {}
    for path, text in texts:
        for word in sorted(set(_WORD.findall(text)) & wanted.keys()):
            found.setdefault(wanted[word], []).append((path, text))
    return found
