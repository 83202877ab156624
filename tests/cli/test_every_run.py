"""The program changes the same on every run: sets have another order in each, and processes share the work."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

REPORTS = Path(__file__).parents[2] / "samples" / "reports"


@pytest.fixture
def reports(project):
    """The sample with views that block, of which the fixes depend on many files."""
    shutil.copytree(REPORTS, project, dirs_exist_ok=True)
    return project


def test_order_of_sets_and_number_of_processes_change_nothing(started, reports):
    first = started("--diff", "--unsafe-fixes", "--jobs", "1", PYTHONHASHSEED="0")
    second = started("--diff", "--unsafe-fixes", "--jobs", "2", PYTHONHASHSEED="1")

    assert first.code == 1
    assert "\n+async def " in first.out
    assert (first.out, first.err) == (second.out, second.err)
