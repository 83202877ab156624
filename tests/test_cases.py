"""Every file in `tests/cases` is fixed as it says, and the consumers in it are asked whether that was right."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from corpus import (
    CASES,
    CHANGED,
    CHANGED_CONSUMERS,
    FIXING,
    UNTOUCHED_CONSUMERS,
    Case,
    count_changed,
    count_untouched,
)
from oracle import PATIENCE, source_ends_on_disconnect, sources_end_on_disconnect

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings

# to forget an `await` is a fault of some consumers
pytestmark = pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")


@pytest.fixture(scope="module")
def ended_before() -> dict[str, bool | BaseException]:
    """Whether the consumer of a case that must change ended with its client, by the name of the case."""
    return sources_end_on_disconnect({str(case): (case.before, case.oracle) for case in CHANGED_CONSUMERS})


# A case is a project of its own: where it really is, the whole repository would be searched for heirs of its classes.
ALONE = Path("/nowhere")


@cache
def fixed(case: Case) -> FileResult:
    """What becomes of a case; several tests look at it."""
    return fix_text(case.before, settings(case), ALONE / case.path.name)


def settings(case: Case) -> Settings:
    """How a case is fixed."""
    return Settings(select=case.select, unsafe_fixes=case.unsafe_fixes, options=case.options)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_fix_gives_the_expected_text(case: Case) -> None:
    result = fixed(case)

    assert result.error is None
    assert result.after == case.after


@pytest.mark.parametrize("case", CHANGED, ids=str)
def test_second_run_finds_nothing_left_of_what_was_fixed(case: Case) -> None:
    second = fix_text(case.after or b"", settings(case), ALONE / case.path.name)

    assert fixed(case).fixed
    assert second.after is None
    assert Counter(one.code for one in second.findings) <= Counter(one.code for one in fixed(case).left)


@pytest.mark.parametrize("case", CHANGED_CONSUMERS, ids=str)
def test_consumer_outlives_its_client_before_the_fix(case: Case, ended_before: dict[str, bool | BaseException]) -> None:
    assert ended_before[str(case)] is False


@pytest.mark.parametrize("case", CHANGED_CONSUMERS, ids=str)
def test_consumer_ends_with_its_client_after_the_fix(case: Case) -> None:
    assert source_ends_on_disconnect(case.after or b"", case.oracle, PATIENCE)


@pytest.mark.parametrize("case", UNTOUCHED_CONSUMERS, ids=str)
def test_consumer_that_stays_as_it_is_ends_with_its_client(case: Case) -> None:
    assert source_ends_on_disconnect(case.before, case.oracle, PATIENCE)


@pytest.mark.parametrize("code", FIXING)
def test_code_has_more_cases_that_stay_than_cases_that_change(code: str) -> None:
    assert 0 < count_changed(code) < count_untouched(code)
