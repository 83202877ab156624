"""What the evidence says: is the view the same after a change, and does it end with its client?"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from .evidence import Departure, Failure, Outcome, State, Visit, Visits
from .faults import BLOCKING

LATE = "seconds after its client left"
PROMPT = 0.1 + 0.15
"""Seconds that an application has to end, and those that a busy machine takes."""


def failures(**seen: Any) -> list[str]:
    """Which experiments could not be carried out, and why."""
    return [f"{name}: {one.why}" for name, one in seen.items() if isinstance(one, Failure)]


def wrong_in_visits(before: Any, after: Any) -> list[str]:
    """What is not the same in the answers to the same requests, and what went wrong beside them."""
    if failed := failures(before=before, after=after):
        return failed
    wrong = [f"after: {fault}" for fault in after.faults]
    for number, (one, other) in enumerate(zip(before.visits, after.visits, strict=True)):
        wrong += [f"request {number}: {difference}" for difference in _differences(one, other)]
    return wrong


def wrong_in_visits_alone(seen: Any) -> list[str]:
    """What goes wrong in a view that stays as it is: its first request must be answered."""
    if failed := failures(it=seen):
        return failed
    first: Visit = seen.visits[0]
    answered = first.status is not None and first.status < 500
    return [*seen.faults, *([] if answered else [f"the first request gives {first.status}, {first.error}"])]


def wrong_in_departure(seen: Any, complete: Visit) -> list[str]:
    """What is wrong with an application whose client leaves; `complete` is the same request without that."""
    if failed := failures(departure=seen):
        return failed
    departure: Departure = seen
    wrong = [f"after the client had left: {fault}" for fault in departure.faults]
    if departure.lag > PROMPT:
        wrong.append(f"ends {departure.lag:.2f} {LATE}")
    wrong += [f"answers a client that has left: {kind}" for kind in departure.sent]
    wrong += [f"a task is left: {task}" for task in departure.tasks]
    wrong += [f"a process is left: {process}" for process in departure.processes]
    wrong += [f"goes on: {call}" for call in departure.went_on]
    if departure.at_end != departure.later:
        wrong.append(f"changes things later: {_changes(departure.at_end, departure.later)}")
    wrong += _halves(departure, complete.state)
    if departure.cleaned is not None and not 0 < len(departure.cleaned) == len({*departure.cleaned}):
        wrong.append(f"cleans up not once: {departure.cleaned}")
    return wrong


def outlives_its_client(seen: Any) -> bool:
    """Whether an application goes on when its client has left."""
    return isinstance(seen, Departure) and seen.lag > PROMPT


def blocks(seen: Any) -> bool:
    """Whether the event loop was blocked."""
    return isinstance(seen, Visits | Outcome) and any(fault.startswith(BLOCKING) for fault in seen.faults)


def wrong_in_outcomes(before: Any, after: Any) -> list[str]:
    """What is not the same in what became of `main()`, and what goes wrong afterwards."""
    if failed := failures(before=before, after=after):
        return failed
    return [*_differences(before, after, "faults"), *(f"after: {fault}" for fault in after.faults)]


def _differences(one: Any, other: Any, *ignored: str) -> list[str]:
    return [
        f"{field.name}: {_told(getattr(one, field.name), getattr(other, field.name))}"
        for field in fields(one)
        if field.compare and field.name not in ignored and getattr(one, field.name) != getattr(other, field.name)
    ]


def _told(one: Any, other: Any) -> str:
    return _changes(one, other) if isinstance(one, State) else f"{one!r} is now {other!r}"


def _changes(one: State, other: State) -> str:
    return ", ".join(_differences(one, other))


def _halves(departure: Departure, complete: State) -> list[str]:
    """What was left half done: all of it must be as it was before the request, or all as it is after it."""
    if departure.at_end in (departure.at_first, complete):
        return []
    return [
        f"leaves half of its {field.name}: {getattr(departure.at_end, field.name)!r}"
        for field in fields(State)
        if getattr(departure.at_end, field.name) != getattr(complete, field.name)
    ]
