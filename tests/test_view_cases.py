"""The views in `tests/cases` are asked whether what becomes of them is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django
import pytest
from corpus import BREAKABLE_VIEWS, CHANGED_VIEWS, UNTOUCHED_VIEWS, Case
from viewing.oracle_of_views import CANCELS, Answer, Question, answers

if TYPE_CHECKING:
    from collections.abc import Callable

CHANGES, STAYS, BREAKS = "changes", "stays", "breaks"
QUESTIONS: dict[str, Callable[[Case], Question]] = {
    CHANGES: lambda case: Question(case.before, case.after, case.oracle),
    STAYS: lambda case: Question(case.before, None, case.oracle),
    BREAKS: lambda case: Question(case.before, case.broken, case.oracle),
}


@pytest.fixture(scope="session")
def said(request: pytest.FixtureRequest) -> dict[str, Answer]:
    """What the oracle says to all the cases that are run now, asked side by side."""
    asked = [item.callspec.params for item in request.session.items if "view_case" in getattr(item, "fixturenames", ())]
    # pytest has a test without cases too: its parameters are nothing.
    return answers(
        {
            f"{one['way']} {one['view_case']}": QUESTIONS[one["way"]](one["view_case"])
            for one in asked
            if one["way"] in QUESTIONS
        }
    )


@pytest.fixture
def answer(way: str, view_case: Case, said: dict[str, Answer]) -> Answer:
    """What it says to one of them."""
    return said[f"{way} {view_case}"]


def _cases(way: str, cases: list[Case]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("way", "view_case"),
        [(way, case) for case in cases if case.runs_on(django.VERSION)],
        ids=[str(case) for case in cases if case.runs_on(django.VERSION)],
    )


@_cases(CHANGES, CHANGED_VIEWS)
def test_view_has_the_fault_before_the_fix(answer: Answer) -> None:
    assert answer.faulty_before


@_cases(CHANGES, CHANGED_VIEWS)
def test_view_is_the_same_without_the_fault_after_the_fix(answer: Answer) -> None:
    assert answer.wrong == []


@_cases(STAYS, UNTOUCHED_VIEWS)
def test_view_that_stays_as_it_is_is_sound(answer: Answer) -> None:
    assert answer.wrong == []


# What breaks may show only when a client leaves, which not every Django sees; cases of old ones show it without that.
@_cases(BREAKS, [case for case in BREAKABLE_VIEWS if CANCELS or case.django_before])
def test_view_that_stays_as_it_is_would_break(answer: Answer, view_case: Case) -> None:
    assert answer.wrong != []
    assert len(answer.wrong_requests()) >= view_case.breaks
