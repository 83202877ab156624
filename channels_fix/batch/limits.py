"""How much one repository may take: of time, of memory, of the disk."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_MIB = 1024 * 1024
_SIZE = re.compile(r"(?P<number>[1-9][0-9]{0,5})(?P<unit>[mg])", re.IGNORECASE)
_UNITS = {"m": _MIB, "g": 1024 * _MIB}
_NAME_BYTES = 256
"""What git says of one file, with a name as long as that."""


@dataclass(frozen=True)
class Limits:
    """Bounds that no honest repository meets, and that end an endless or swollen one.

    Attributes:
        network_seconds: How long one command of git that talks to a server may take.
        forge_seconds: How long a forge may be silent.
        local_seconds: How long any other command of git may take.
        fix_seconds: How long the engine may look at one repository.
        pack_bytes: How much one fetch may bring.
        files: How many files a tree may hold.
        file_bytes: How large one file may be.
        tree_bytes: How large all files may be together.
        memory_bytes: How much memory a process may ask for.
        answer_bytes: How much a program may say that is asked something.
    """

    network_seconds: float = 600
    forge_seconds: int = 30
    local_seconds: float = 300
    fix_seconds: float = 900
    pack_bytes: int = 2048 * _MIB
    files: int = 200_000
    file_bytes: int = 100 * _MIB
    tree_bytes: int = 2048 * _MIB
    memory_bytes: int = 4096 * _MIB
    answer_bytes: int = 256 * _MIB

    def given(self, files: int | None, size: int | None, seconds: float | None) -> Limits:
        """Return the limits with those that a user named instead, for a repository that is larger than most.

        Args:
            files: How many files it may have.
            size: How many bytes all of them may have, and one fetch; programs get memory for twice as many.
            seconds: How long one command of git may take, and the engine.
        """
        found = self
        if files is not None:
            found = replace(found, files=files, answer_bytes=max(self.answer_bytes, files * _NAME_BYTES))
        if size is not None:
            found = replace(found, tree_bytes=size, pack_bytes=size, memory_bytes=max(self.memory_bytes, 2 * size))
        if seconds is not None:
            found = replace(found, network_seconds=seconds, local_seconds=seconds, fix_seconds=seconds)
        return found


class LimitError(Exception):
    """A repository met a limit; the text is one line and says which."""


def size_of(text: str) -> int:
    """Read a size such as `500m` or `8g`, in bytes.

    Raises:
        ValueError: it is none.
    """
    found = _SIZE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no size such as 500m or 8g")
    return int(found["number"]) * _UNITS[found["unit"].lower()]
