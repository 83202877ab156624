"""In which order Python looks through the bases of a class."""

from __future__ import annotations

from typing import TypeVar

Base = TypeVar("Base")


def merged(lines: list[list[Base]]) -> list[Base]:
    """The method resolution order behind a class.

    Args:
        lines: The orders of its bases, and the bases themselves; None is one that cannot be known.

    Returns:
        Their C3 linearisation; bases that do not fit together (or are unknown) are taken in the order they are written.
    """
    result: list[Base] = []
    lines = [line[:] for line in lines if line]
    while lines:
        for line in lines:
            head = line[0]
            if head is None or not any(head in other[1:] for other in lines):
                break
        else:
            head = lines[0][0]
        result.append(head)
        lines = [rest for line in lines if (rest := _without(line, head))]
    return result


def _without(line: list[Base], head: Base) -> list[Base]:
    if head is None:  # each unknown base counts on its own
        return line[1:] if line[0] is None else line
    return [entry for entry in line if entry is not head and entry != head]
