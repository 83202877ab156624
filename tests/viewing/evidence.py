"""What experiments show: plain values that go from one process to another and can be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

HANGS = "it hangs"


@dataclass(frozen=True)
class Failure:
    """An experiment that could not be carried out."""

    why: str


@dataclass(frozen=True)
class State:
    """What outlives a request, see `state.py`."""

    rows: dict[str, list[tuple[Any, ...]]]
    files: dict[str, str]
    mail: list[tuple[str, str, list[str]]]


@dataclass(frozen=True)
class Visit:
    """One request: what came back, and what it left behind."""

    status: int | None
    headers: list[tuple[str, str]]
    body: str
    error: str | None
    """What the view raised, or the application."""
    state: State
    sessions: list[dict[str, Any]]
    logged: list[str]
    asked: list[dict[str, Any]]
    """What the slow service was asked."""
    seconds: float = field(compare=False)
    slow_calls: int = field(compare=False)


@dataclass(frozen=True)
class Visits:
    """All requests of a case, one after the other."""

    at_first: State
    visits: list[Visit]
    leaves: list[int] | None
    """In which slow calls the client is to leave, if the case says so."""
    faults: list[str]


@dataclass(frozen=True)
class Departure:
    """One request whose client leaves."""

    lag: float
    """Seconds until the application had ended."""
    sent: list[str]
    """The messages that were sent to nobody."""
    tasks: list[str]
    processes: list[str]
    went_on: list[str]
    """The slow calls that began or came to their end when the application had long ended."""
    at_first: State
    at_end: State
    later: State
    cleaned: list[str] | None
    faults: list[str]


@dataclass(frozen=True)
class Outcome:
    """What became of `main()`."""

    result: str
    state: State
    logged: list[str]
    asked: list[dict[str, Any]]
    faults: list[str]
