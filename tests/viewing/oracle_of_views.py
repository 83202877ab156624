"""Are these views the same before and after, and do they end with their clients? Asked of many side by side."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django

from .evidence import HANGS, Failure, Visits
from .experiments import Calling, Experiment, Leaving, Visiting
from .faults import BLOCKING
from .verdicts import (
    LATE,
    blocks,
    failures,
    outlives_its_client,
    wrong_in_departure,
    wrong_in_outcomes,
    wrong_in_visits,
    wrong_in_visits_alone,
)

TESTS = Path(__file__).parents[1]
CANCELS = django.VERSION >= (5, 0)
"""Whether Django ends a view whose client has left."""
SIDE_BY_SIDE, QUIETLY = 10, 3
"""How many experiments are carried out at a time: most of one is waiting."""
MOMENTS = 3
"""In how many of a view's slow calls its client leaves."""
LONG = 0.4
"""Seconds that a request takes in which something slow must be, whatever that is."""
LIMIT = 1.0
"""Seconds after which a call hangs that should have a time limit of its own."""


@dataclass(frozen=True)
class Question:
    """A module, and what it became: None if it stays as it is."""

    before: bytes
    after: bytes | None
    oracle: str = "view"


@dataclass
class Answer:
    """Whether the fault was there, and what is wrong with the change."""

    faulty_before: bool = False
    wrong: list[str] = field(default_factory=list)

    def wrong_requests(self) -> set[str]:
        """Which requests are not answered as before."""
        return {where for one in self.wrong if (where := one.partition(":")[0]).startswith("request ")}

    def is_about_time(self) -> bool:
        """Whether all that is wrong is that something took too long."""
        return bool(self.wrong) and all(LATE in one or BLOCKING in one for one in self.wrong)


class Inquiry:
    """How one question is answered: with some experiments, and others that follow from what these show."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.seen: dict[str, Any] = {}

    def first(self) -> dict[str, Experiment]:
        """The experiments to begin with: the same with both sides."""
        return {side: self.experiment(source) for side, source in self.sides().items()}

    def sides(self) -> dict[str, bytes]:
        """The module, before and after."""
        sides = {"before": self.question.before, "after": self.question.after}
        return {side: source for side, source in sides.items() if source is not None}

    def second(self) -> dict[str, Experiment]:
        """The experiments that follow."""
        return {}

    def experiment(self, source: bytes) -> Experiment:
        """What is done with a side."""
        return Visiting(source)

    def answer(self) -> Answer:
        """What all of that says."""
        if self.question.after is None:
            return Answer(wrong=self.wrong_alone())
        return Answer(self.is_faulty_before(), self.wrong())

    def is_faulty_before(self) -> bool:
        """Whether the module blocks the event loop as it is."""
        return blocks(self.seen["before"])

    def wrong(self) -> list[str]:
        """What is wrong with the change."""
        return wrong_in_visits(self.seen["before"], self.seen["after"])

    def wrong_alone(self) -> list[str]:
        """What is wrong with a module that stays as it is."""
        return wrong_in_visits_alone(self.seen["before"])


class ViewInquiry(Inquiry):
    """A view that becomes an async one: its client leaves, in each of its slow calls."""

    def second(self) -> dict[str, Experiment]:
        before, after = self.seen["before"], self.seen.get("after")
        if not (CANCELS and isinstance(before, Visits) and isinstance(after, Visits)) or self.slow is None:
            return {}
        slow, source = after.visits[self.slow], self.question.after or b""
        calls = after.leaves or range(1, min(slow.slow_calls, MOMENTS) + 1) or [0]
        whole = before.visits[self.slow]
        left = Leaving(self.question.before, request=self.slow, call=min(whole.slow_calls, 1), seconds=whole.seconds)
        return {
            "before left": left,
            **{f"left {call}": Leaving(source, request=self.slow, call=call, seconds=slow.seconds) for call in calls},
        }

    @property
    def slow(self) -> int | None:
        """The first request that takes long."""
        visits = self.seen["before"].visits
        return next((number for number, visit in enumerate(visits) if visit.slow_calls or visit.seconds > LONG), None)

    def is_faulty_before(self) -> bool:
        return not CANCELS or outlives_its_client(self.seen.get("before left"))

    def wrong(self) -> list[str]:
        left = {way: one for way, one in self.seen.items() if way.startswith("left ")}
        if CANCELS and not left:
            return [*super().wrong(), "no request takes long: nobody could leave"]
        return super().wrong() + [
            f"{way}: {one}"
            for way, departure in left.items()
            for one in wrong_in_departure(departure, self.seen["after"].visits[self.slow])
        ]


class CallInquiry(Inquiry):
    """A function that blocks the event loop, and then does not."""

    def experiment(self, source: bytes) -> Experiment:
        return Calling(source)

    def wrong(self) -> list[str]:
        return wrong_in_outcomes(self.seen["before"], self.seen["after"])

    def wrong_alone(self) -> list[str]:
        return wrong_in_outcomes(self.seen["before"], self.seen["before"])


class LimitInquiry(CallInquiry):
    """A function that never ends, and then does."""

    def first(self) -> dict[str, Experiment]:
        if self.question.after is None:
            return super().first()
        return {"before": Calling(self.question.before, patience=LIMIT), "after": Calling(self.question.after)}

    def is_faulty_before(self) -> bool:
        return self.seen["before"] == Failure(HANGS)

    def wrong(self) -> list[str]:
        return failures(after=self.seen["after"])

    def wrong_alone(self) -> list[str]:
        return failures(it=self.seen["before"])


_ORACLES: Mapping[str, type[Inquiry]] = {
    "view": ViewInquiry,
    "async-view": Inquiry,
    "call": CallInquiry,
    "limit": LimitInquiry,
}


def answers(questions: Mapping[str, Question]) -> dict[str, Answer]:
    """The answer to each question; see `corpus.py` for the oracles."""
    found = _asked(questions, SIDE_BY_SIDE)
    # A busy machine may be the reason too: these are asked again with little beside them.
    doubtful = {name: questions[name] for name, answer in found.items() if answer.is_about_time()}
    return found | _asked(doubtful, QUIETLY)


def _asked(questions: Mapping[str, Question], side_by_side: int) -> dict[str, Answer]:
    inquiries = {name: _ORACLES[question.oracle](question) for name, question in questions.items()}
    _carry_out(inquiries, {name: inquiry.first() for name, inquiry in inquiries.items()}, side_by_side)
    _carry_out(inquiries, {name: inquiry.second() for name, inquiry in inquiries.items()}, side_by_side)
    return {name: inquiry.answer() for name, inquiry in inquiries.items()}


def _carry_out(inquiries: dict[str, Inquiry], experiments: dict[str, dict[str, Experiment]], side_by_side: int) -> None:
    """Carry out experiments on a stage of their own, and let the inquiries see what they show."""
    todo = {(name, way): one for name, ways in experiments.items() for way, one in ways.items()}
    if not todo:
        return
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])}
    stage = [sys.executable, "-m", "viewing.stage", str(side_by_side)]
    result = subprocess.run(stage, input=pickle.dumps(todo), stdout=subprocess.PIPE, env=environment, check=True)
    for (name, way), seen in pickle.loads(result.stdout).items():
        inquiries[name].seen[way] = seen
