"""What may run on the event loop's thread, by its full name."""

from __future__ import annotations

import sys
from functools import cache
from typing import Any

from codemods.facts import table


def facts() -> dict[str, Any]:
    """The table of what is harmless."""
    return table("harmless")


@cache
def is_harmless(name: str) -> bool:
    """Whether a call of the function or class with this full name asks nobody and waits for nobody."""
    asks, free = _sets()
    for beginning in _beginnings(name):
        if beginning in asks:
            return False
        if beginning in free:
            return True
    return False


@cache
def is_data(name: str) -> bool:
    """Whether what this function gives, or what the container with this name holds, is text, numbers and the like."""
    return any(name.startswith(f"{module}.") for module in facts()["data"]["modules"])


@cache
def is_apart(name: str) -> bool:
    """Whether what this function or class gives knows nothing of the database, as with Python's own."""
    package = name.partition(".")[0]
    if name.startswith(tuple(f"{one}{end}" for one in facts()["packages"]["handing"] for end in ".(")):
        return False
    return package in facts()["packages"]["apart"] or package in sys.stdlib_module_names


@cache
def is_of_others(name: str) -> bool:
    """Whether what this function or class gives is of its own package, whatever it is given."""
    return name.partition(".")[0] in facts()["packages"]["apart"]


@cache
def _sets() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(facts()["asks"]), frozenset(facts()["free"])


def _beginnings(name: str) -> list[str]:
    """A dotted name and all of its beginnings, the longest first."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
