"""Rules that have no fix find in each file of `tests/cases` what that says, and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import ADVISING, CASES, Case, count_found, count_untouched

from channels_fix.engine import fix_text
from channels_fix.results import Settings
from channels_fix.rule import Applicability

ADVISED = [case for case in CASES if case.code in ADVISING]


@pytest.mark.parametrize("case", ADVISED, ids=str)
def test_rule_without_a_fix_finds_what_the_case_says(case: Case) -> None:
    result = fix_text(case.before, Settings(select=case.select, unsafe_fixes=True), Path("/nowhere") / case.path.name)

    assert result.error is None
    assert [finding.applicability for finding in result.findings] == [Applicability.DISPLAY] * case.finds
    assert all(finding.reason for finding in result.findings)


@pytest.mark.parametrize("code", ADVISING)
def test_rule_without_a_fix_has_more_cases_without_a_finding(code: str) -> None:
    assert 0 < count_found(code) < count_untouched(code) - count_found(code)
