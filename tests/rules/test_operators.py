"""Operators and assignments may call methods of the project, which nobody can await."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

MODULE = """\
import time

from django.urls import path


def load():
    {work}
    return 1


class Amount:
    def __init__(self, number):
        self.number = number

    def __sub__(self, other):
        return load()

    def __rmul__(self, other):
        return load()

    def __eq__(self, other):
        return load() == 1

    def __invert__(self):
        return load()

    def __setitem__(self, name, value):
        load()

    def __delattr__(self, name):
        load()

    @property
    def state(self):
        return self.number

    @state.setter
    def state(self, value):
        self.number = load()

    @state.deleter
    def state(self):
        self.number = 0


def page(request):
    time.sleep(1)
    amount = Amount(1)
    {statement}


urlpatterns = [path("", page)]
"""
WAITING = [
    ("return amount - 1", "Amount.__sub__ for amount - 1"),
    ("return 2 * amount", "Amount.__rmul__ for 2 * amount"),
    ("return 1 == amount", "Amount.__eq__ for 1 == amount"),
    ("return amount != 1", "Amount.__eq__ for amount != 1"),
    ("return ~amount", "Amount.__invert__ for ~amount"),
    ("amount['x'] = 1", "Amount.__setitem__ for amount['x']"),
    ("del amount.number", "Amount.__delattr__ for amount.number"),
    ("amount.state = 2", "Amount.state for amount.state"),
    ("amount -= 1", "Amount.__sub__ for amount -= 1"),
]
STATEMENTS = [statement for statement, _ in WAITING]


def said(root: Path, work: str, statement: str) -> tuple[list[str], list[str]]:
    """What is said of the view if it is converted, and if it stays."""
    write(root, {"views.py": MODULE.format(work=work, statement=statement)})
    results = run([root], Settings(select=("AV001",), unsafe_fixes=True)).results
    return [one.reason for each in results for one in each.fixed], [one.reason for each in results for one in each.left]


@pytest.mark.parametrize(("statement", "what"), WAITING)
def test_operator_that_waits_is_refused(tmp_path: Path, statement: str, what: str) -> None:
    reason = f"Python calls {what}, which asks or waits: call a method of another name"

    assert said(tmp_path, "time.sleep(1)", statement) == ([], [reason])


@pytest.mark.parametrize("statement", STATEMENTS)
def test_operator_that_does_not_wait_is_left_alone(tmp_path: Path, statement: str) -> None:
    assert said(tmp_path, "print()", statement) == ([""], [])


@pytest.mark.parametrize("statement", ["return amount + 1", "return amount < 2", "amount.number = 1", "return -amount"])
def test_operator_that_is_not_of_the_project_is_left_alone(tmp_path: Path, statement: str) -> None:
    assert said(tmp_path, "time.sleep(1)", statement) == ([""], [])
