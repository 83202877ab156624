"""The result of a run depends neither on the order of its paths nor on the number of processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels_fix.engine import run
from channels_fix.results import Run, Settings

BASE = """\
from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    pass


class Swallowing:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""
HEIR = """\
from package import base
from package.base import Swallowing


class Chat{number}(Swallowing, base.Base):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except {clause}:
            self.failed = True
        finally:
            self.count = {number}
"""
CLAUSES = ["Exception", "ValueError", "(KeyError, BaseException)"]
NAMES = ["package/base.py", *(f"package/chat_{number:02}.py" for number in range(20))]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package in which every consumer inherits from one module."""
    root = tmp_path_factory.mktemp("tree")
    (root / "package").mkdir()
    (root / "package" / "__init__.py").write_text("")
    (root / "package" / "base.py").write_text(BASE)
    for number, name in enumerate(NAMES[1:]):
        (root / name).write_text(HEIR.format(number=number, clause=CLAUSES[number % 3]))
    return root


@pytest.fixture(scope="module")
def expected(tree: Path) -> Run:
    return run([tree / name for name in NAMES], Settings(jobs=1))


def test_tree_has_something_to_mend(expected: Run) -> None:
    assert [result.error for result in expected.results] == [None] * len(expected.results)
    assert len([result for result in expected.results if result.after]) > 12


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(names=st.permutations(NAMES))
def test_order_of_the_paths_does_not_matter(tree: Path, expected: Run, names: list[str]) -> None:
    assert run([tree / name for name in names], Settings(jobs=1)) == expected


def test_number_of_processes_does_not_matter(tree: Path, expected: Run) -> None:
    assert run([tree / name for name in NAMES], Settings(jobs=2)) == expected


def test_folder_gives_the_same_as_its_files(tree: Path, expected: Run) -> None:
    assert run([tree], Settings(jobs=1)).results == expected.results


def test_path_given_twice_counts_once(tree: Path, expected: Run) -> None:
    twice = [tree / name for name in NAMES + NAMES]

    assert run(twice, Settings(jobs=1)) == expected
