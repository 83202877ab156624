"""Loops that ask until somebody else is done, of which each turn writes to one row: any turn may be the last."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

MODULE = """\
import time

import openai
from django.db import models
from django.http import HttpResponse
from django.urls import path


class Job(models.Model):
    state = models.CharField(max_length=9)
    polls = models.IntegerField()


def ask(what):
    return openai.OpenAI().models.retrieve(what).id


def wait(request, pk):
    job = Job.objects.get(pk=pk)
    number = 1
{body}
    return HttpResponse("")


urlpatterns = [path("<int:pk>/", wait)]
"""
DOUBT = "ends with Job."


def said(root: Path, body: str) -> str:
    """What is said of a loop."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    write(
        root, {"views.py": MODULE.format(body=lines), "pyproject.toml": '[project]\ndependencies = ["django>=5.2"]\n'}
    )
    result = run([root], Settings(select=("AV001",)))
    return "; ".join(finding.reason for one in result.results for finding in one.findings)


POLLING = {
    "the service says so": """\
while True:
    state = ask("a")
    job.state = state
    job.save()
    if state == "done":
        break
    time.sleep(1)
""",
    "the row says so": """\
while job.state != "done":
    time.sleep(1)
    job.refresh_from_db()
    job.polls += 1
    job.save(update_fields=["polls"])
""",
    "the row is read anew": """\
while job.state != "done":
    time.sleep(1)
    Job.objects.filter(pk=pk).update(polls=number)
    job = Job.objects.get(pk=job.pk)
""",
    "a name says so": """\
state = ""
while state != "done":
    time.sleep(1)
    state = ask("a")
    job.state = state
    job.save()
""",
    "for some time": """\
for attempt in range(30):
    time.sleep(1)
    job.polls = attempt
    job.save()
    if Job.objects.filter(pk=pk, state="done").exists():
        return HttpResponse("done")
""",
}


@pytest.mark.parametrize("body", POLLING.values(), ids=POLLING.keys())
def test_turns_of_polling_are_whole(tmp_path: Path, body: str) -> None:
    assert DOUBT in said(tmp_path, body)


OTHERS = {
    "its own count": """\
while job.polls < 3:
    time.sleep(1)
    job.polls += 1
    job.save()
""",
    "its own count beside what is read": """\
while job.polls < 3:
    time.sleep(1)
    job.refresh_from_db()
    job.polls += 1
    job.save()
""",
    "so many times": """\
for attempt in range(30):
    time.sleep(1)
    job.polls = attempt
    job.save()
""",
    "page by page": """\
while number:
    job.state = ask(number)
    job.save()
    if job.state == "last":
        break
    number += 1
    time.sleep(1)
""",
    "page after page": """\
page = "a"
while page:
    page = ask(page)
    job.state = page
    job.save()
    time.sleep(1)
""",
    "row by row": """\
while True:
    job = Job.objects.filter(state="").first()
    if job is None:
        break
    time.sleep(1)
    job.save()
""",
    "all rows": """\
while ask("a") != "done":
    time.sleep(1)
    for job in Job.objects.all():
        job.save()
""",
    "what is waiting": """\
for job in Job.objects.all():
    job.state = ask("a")
    job.save()
    if job.state == "last":
        break
    time.sleep(1)
""",
    "new rows": """\
while ask("a") != "done":
    time.sleep(1)
    Job.objects.create(state="", polls=1)
""",
    "an end of its own": """\
while ask("a") != "done":
    time.sleep(1)
    job.save()
job.state = "done"
job.save()
""",
    "two writes": """\
while ask("a") != "done":
    time.sleep(1)
    job.save()
    Job.objects.filter(pk=pk).update(polls=1)
""",
}


@pytest.mark.parametrize("body", OTHERS.values(), ids=OTHERS.keys())
def test_other_loops_that_write_are_refused(tmp_path: Path, body: str) -> None:
    assert "a client that leaves would let only the first happen" in said(tmp_path, body)
