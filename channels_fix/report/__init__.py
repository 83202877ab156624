"""What a run says: findings, diffs and JSON on stdout, the talk on stderr."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str, keep: str = "") -> str:
    """Return `text` with control characters, invisible marks and undecodable bytes written as escapes.

    Names of files and source come from elsewhere: shown as they are, they could move the cursor, hide text or start a
    new line. The characters in `keep` stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode("ascii")
        if unicodedata.category(character) in _UNPRINTABLE and character not in keep
        else character
        for character in text
    )


def relative(path: Path) -> Path:
    """Return `path` as seen from the current folder, or in full when it lies elsewhere."""
    full = absolute(path)
    try:
        return full.relative_to(Path.cwd())
    except (ValueError, OSError):  # elsewhere; or the current folder is gone
        return full


def absolute(path: Path) -> Path:
    """Return `path` in full, without following links: users know their files by the names they gave them."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute() keeps "..", Path.resolve() follows links


def shown(path: Path) -> str:
    """Return the name under which a message speaks of `path`."""
    return printable(str(relative(path)))


def counted(number: int, noun: str) -> str:
    """Return `number` with `noun`, in the plural unless it is one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
