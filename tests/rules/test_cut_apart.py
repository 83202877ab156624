"""What is not known may write: what is said of two such calls that a client may separate by leaving."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "shop"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2"]\n'
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.answer)]\n"
VIEWS = """\
import time

from cluster import connect
from django.db import models, transaction
from django.http import HttpResponse


class Order(models.Model):
    total = models.IntegerField()


def merge(machine):
    machine.commit()
    time.sleep(1)
    machine.clear()


def answer(request):
{}    time.sleep(1)
    return HttpResponse()
"""
WORD = "what is not known may write: "


def said(tmp_path: Path, body: str) -> list[str]:
    """What the doubts say of calls that a client may separate."""
    files = {"pyproject.toml": PROJECT, "urls.py": URLS, "views.py": VIEWS.format(body)}
    result = run([write(tmp_path, files)], Settings(select=("AV001",)))
    (finding,) = (one for file in result.results for one in file.findings)
    return [doubt for doubt in finding.reason.split("; ") if doubt.startswith(WORD)]


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        pytest.param(
            "    machine = connect('a')\n    time.sleep(1)\n    machine.stop()\n",
            "a client that leaves between connect and machine.stop lets only the first happen",
            id="around a wait",
        ),
        pytest.param(
            "    connect('a').stop()\n",
            "a client that leaves between connect and connect('a').stop lets only the first happen",
            id="in one expression",
        ),
        pytest.param(
            "    Order.objects.create(total=1)\n    connect('a')\n",
            "a client that leaves between Order.objects.create and connect lets only the first happen",
            id="behind a write",
        ),
        pytest.param(
            "    for name in 'ab':\n        connect(name)\n",
            "a client that leaves between two turns of the loop around connect ends it there",
            id="in a loop",
        ),
        pytest.param(
            "    merge(request.machine)\n",
            "a client that leaves between machine.commit and machine.clear lets only the first happen",
            id="in a helper",
        ),
    ],
)
def test_calls_that_are_not_known_may_be_cut_apart(body: str, doubt: str, tmp_path: Path) -> None:
    assert said(tmp_path, body) == [WORD + doubt]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("    connect('a')\n", id="one"),
        pytest.param("    if request.GET:\n        connect('a')\n    else:\n        connect('b')\n", id="one of two"),
        pytest.param("    found = Order.objects.count()\n    connect(found)\n", id="behind a question"),
        pytest.param("    for name in 'ab':\n        connect(name)\n        break\n", id="loop of one turn"),
        pytest.param("    Order.objects.create(total=1)\n", id="write"),
        pytest.param(
            "    with transaction.atomic():\n        connect('a')\n        connect('b')\n", id="in one thread"
        ),
    ],
)
def test_calls_that_nothing_separates_are_not_doubted(body: str, tmp_path: Path) -> None:
    assert said(tmp_path, body) == []
