"""Helpers that set something while a view waits, and others that take it back."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

SLOTS = """\
from contextlib import contextmanager

from django.core.cache import cache

busy = set()
rates = {}
on = False


class Slot:
    on = False


def begin(key):
    note(key)


def note(key):
    busy.add(key)


def end(key):
    busy.discard(key)


def set_busy(key, value):
    rates[key] = value


def rate(key):
    if key not in rates:
        rates[key] = 1
    return rates[key]


def take(key):
    return cache.add(key, 1, 60)


def give(key):
    cache.delete(key)


@contextmanager
def held(key):
    busy.add(key)
    yield
    busy.discard(key)


@contextmanager
def held_safely(key):
    busy.add(key)
    try:
        yield
    finally:
        busy.discard(key)
"""
VIEWS = """\
import os
import time

from django.conf import settings
from django.http import HttpResponse
from django.urls import path

import slots


def report(request):
    {before}
    time.sleep(1)
    {behind}
    return HttpResponse("")


urlpatterns = [path("", report)]
"""


def said(root: Path, before: str, behind: str) -> str:
    """What is said of the view against its conversion."""
    write(root, {"views.py": VIEWS.format(before=before, behind=behind), "slots.py": SLOTS})
    result = run([root], Settings(select=("AV001",)))
    return "; ".join(dedent(finding.reason) for one in result.results for finding in one.findings)


@pytest.mark.parametrize(
    ("before", "behind", "name"),
    [
        ("slots.begin(1)", "slots.end(1)", "busy"),
        ("slots.busy.add(1)", "slots.end(1)", "busy"),
        ("slots.set_busy(1, True)", "slots.set_busy(1, False)", "rates"),
    ],
)
def test_state_that_helpers_set_and_take_back_is_a_doubt(tmp_path: Path, before: str, behind: str, name: str) -> None:
    reason = said(tmp_path, before, behind)

    assert f"`{name}` of the module is changed before and behind line 13" in reason


@pytest.mark.parametrize(
    ("before", "behind", "what"),
    [
        ("os.chdir('/tmp')", "os.chdir('/')", "`os.chdir` of the process"),
        ("os.environ['A'] = '1'", "del os.environ['A']", "`os.environ` of the process"),
        ("settings.DEBUG = True", "settings.DEBUG = False", "`django.conf.settings.DEBUG` of the process"),
        ("slots.on = True", "slots.on = False", "`on` of the module"),
        ("slots.Slot.on = True", "slots.Slot.on = False", "`Slot.on` of the module"),
    ],
)
def test_state_of_all_requests_around_a_wait_is_a_doubt(tmp_path: Path, before: str, behind: str, what: str) -> None:
    assert f"{what} is changed before and behind line 13" in said(tmp_path, before, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("slots.rate(1)", "slots.rate(1)"),
        ("slots.begin(1)", "pass"),
        ("slots.begin(1)", "slots.set_busy(1, 2)"),
        ("slot = slots.Slot(); slot.on = True", "slot.on = False"),
    ],
)
def test_helpers_that_take_nothing_back_are_no_doubt(tmp_path: Path, before: str, behind: str) -> None:
    assert said(tmp_path, before, behind) == ""


def test_state_that_a_manager_takes_back_behind_its_yield_is_a_doubt(tmp_path: Path) -> None:
    reason = said(tmp_path, "with slots.held(1): time.sleep(1)", "pass")

    assert "`busy` of the module is changed before and behind line 47: a client that leaves" in reason


def test_state_that_a_manager_takes_back_in_any_case_is_none(tmp_path: Path) -> None:
    assert said(tmp_path, "with slots.held_safely(1): time.sleep(1)", "pass") == ""


def test_helpers_that_set_a_flag_in_the_cache_around_a_wait_are_refused(tmp_path: Path) -> None:
    assert said(tmp_path, "slots.take(1)", "slots.give(1)").startswith(
        "1 stays set in the cache when the client leaves"
    )


def test_flags_of_different_names_are_none(tmp_path: Path) -> None:
    assert "stays set in the cache" not in said(tmp_path, "slots.take(1)", "slots.give(2)")
