"""What one line or entry of a file says about a package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from packaging.markers import InvalidMarker, Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from channels_fix.requirements.ranges import Range

PYTHON = "python"
"""The name under which files speak of Python itself."""


@dataclass(frozen=True)
class Statement:
    """A package that a project needs.

    Attributes:
        name: The normalised name.
        range: The versions, or None where they cannot be known, as with a repository.
        marker: Where it is needed.
        locked: Whether a lock file says so.
    """

    name: str
    range: Range | None
    marker: Marker | None = None
    locked: bool = False


def requirement(text: str) -> Statement | None:
    """Read a requirement such as `channels[daphne]>=4.1; python_version >= "3.9"`; None if it is none."""
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        return None
    known = None if parsed.url else Range((parsed.specifier,))
    return Statement(canonicalize_name(parsed.name), known, parsed.marker)


def requirements(texts: object) -> Iterator[Statement]:
    """Read a list of requirements; whatever else stands there is passed over."""
    for text in texts if isinstance(texts, list | tuple) else ():
        statement = requirement(text) if isinstance(text, str) else None
        if statement is not None:
            yield statement


def marker_of(texts: Iterable[object]) -> Marker | None:
    """Join markers by `and`; those that cannot be read are passed over."""
    known = [text for text in texts if isinstance(text, str) and _is_marker(text)]
    return Marker(" and ".join(f"({text})" for text in known)) if known else None


def _is_marker(text: str) -> bool:
    try:
        Marker(text)
    except InvalidMarker:
        return False
    return True
