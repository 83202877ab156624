"""What a converted view leaves to threads that wait is said."""

from __future__ import annotations

from pathlib import Path

from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

VIEWS = """\
import threading
import time

from django.urls import path

READY = threading.Event()


def state():
    return READY.wait(timeout=1)


def page(request):
    time.sleep(1)
    return state()


urlpatterns = [path("", page)]
"""
STILL = "a thread still waits for threading.Event.wait, also when the client has left"
BOTH = "threads still wait for threading.Event.wait and threading.Barrier.wait, also when the client has left"


def doubts(root: Path, text: str) -> list[str]:
    write(root, {"views.py": text})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    return [finding.reason for one in result.results for finding in one.fixed]


def test_what_a_thread_still_waits_for_is_a_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path, VIEWS) == [STILL]


def test_several_of_that_are_said_in_one_sentence(tmp_path: Path) -> None:
    text = VIEWS.replace("    return state()\n", "    state()\n    return meet()\n")
    meeting = "GATE = threading.Barrier(2)\n\n\ndef meet():\n    return GATE.wait(timeout=1)\n\n\ndef page"

    assert doubts(tmp_path, text.replace("def page", meeting)) == [BOTH]


def test_thread_that_asks_the_database_is_none(tmp_path: Path) -> None:
    text = VIEWS.replace("READY.wait(timeout=1)", "list(User.objects.raw('SELECT 1'))")

    assert doubts(
        tmp_path, text.replace("import path", "import path\nfrom django.contrib.auth.models import User")
    ) == [""]
