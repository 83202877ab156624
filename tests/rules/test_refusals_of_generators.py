"""Views stay that go through generators which do: the reason says why those do."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "shop"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2"]\n'
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.answer)]\n"
VIEWS = """\
import threading
import time

from django.http import HttpResponse

LINE = threading.Lock()


def locked():
    with LINE:
        time.sleep(1)
    yield 1


def nested():
    yield from locked()


def circle():
    with LINE:
        time.sleep(1)
    yield 1
    yield from round()


def round():
    yield from circle()


def answer(request):
    time.sleep(1)
    for one in {}():
        print(one)
    return HttpResponse()
"""
LOCK = "a lock of threads must not be held over an await: keep what it guards in a function without slow calls"
WAITS = f"a thread would still wait for with threading.Lock ({LOCK})"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        pytest.param("locked", LOCK, id="lock"),
        pytest.param("nested", WAITS, id="lock of another one"),
        pytest.param("circle", LOCK, id="two that go through one another"),
    ],
)
def test_reason_says_why_a_generator_stays(name: str, why: str, tmp_path: Path) -> None:
    files = {"pyproject.toml": PROJECT, "urls.py": URLS, "views.py": VIEWS.format(name)}
    result = run([write(tmp_path, files)], Settings(select=("AV001",)))

    assert [one.reason for file in result.results for one in file.findings] == [
        f"{name} is a generator that stays synchronous: {why}"
    ]
