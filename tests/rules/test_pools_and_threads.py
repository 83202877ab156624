"""What other threads do for a view: a cancellation does not end it, and the view is told what would."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

MODULE = """\
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

from django.http import HttpResponse
from django.urls import path

EXECUTOR = ThreadPoolExecutor(4)


def ask(what):
    time.sleep(1)


def report(request):
{body}
    return HttpResponse("")


urlpatterns = [path("", report)]
"""
ADVICE = "`asyncio.gather`"


def reported(root: Path, body: str) -> tuple[str, str]:
    """What is said of the view, and what it becomes."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    write(root, {"views.py": MODULE.format(body=lines)})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    said = "; ".join(finding.reason for one in result.results for finding in one.left)
    return said, "".join((one.after or b"").decode() for one in result.results)


@pytest.mark.parametrize(
    "body",
    [
        "with ThreadPoolExecutor(2) as pool:\n    found = list(pool.map(ask, 'ab'))",
        "with ThreadPoolExecutor(2) as pool:\n    for it in as_completed([pool.submit(ask, 1)]):\n        it.result()",
        "found = list(EXECUTOR.map(time.sleep, [1, 2]))",
        "EXECUTOR.submit(ask, 1).result()",
        "wait([EXECUTOR.submit(time.sleep, 1)])",
        "thread = threading.Thread(target=ask, args=(1,))\nthread.start()\nthread.join()",
    ],
)
def test_work_of_other_threads_is_refused_with_what_could_be_done(tmp_path: Path, body: str) -> None:
    said, after = reported(tmp_path, body)

    assert ADVICE in said
    assert after == ""


def test_end_of_an_executor_is_waited_for_in_a_thread(tmp_path: Path) -> None:
    body = "pool = ThreadPoolExecutor(2)\ntry:\n    pool.submit(time.sleep, 1).result()\nfinally:\n    pool.shutdown()"

    _, after = reported(tmp_path, body)

    assert "await sync_to_async(pool.shutdown)()\n" in after


def test_executor_that_is_not_waited_for_stays_as_it_is(tmp_path: Path) -> None:
    body = "pool = ThreadPoolExecutor(2)\npool.submit(time.sleep, 1)\npool.shutdown(wait=False)\ntime.sleep(1)"

    _, after = reported(tmp_path, body)

    assert "    pool.shutdown(wait=False)\n    await asyncio.sleep(1)\n" in after
