"""Views that run coroutines to their ends: why some stay, and what there is to look at in the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

PROJECT = '[project]\nname = "shop"\nrequires-python = ">=3.11"\ndependencies = ["django>=5.2", "httpx", "redis"]\n'
URLS = "from django.urls import path\n\nimport views\n\nurlpatterns = [path('answer/', views.answer)]\n"
TOOLS = """\
import asyncio

from asgiref.sync import async_to_sync
from elsewhere import ask


async def fetch(number):
    await asyncio.sleep(number)
    return number


ask_now = async_to_sync(ask)
fetch_now = async_to_sync(fetch)
"""
VIEWS = """\
import asyncio
import subprocess
import time

import httpx
import redis.asyncio
from asgiref.sync import async_to_sync, sync_to_async
from channels.layers import get_channel_layer
from django.db import models
from django.http import HttpResponse
from elsewhere import ask

from tools import ask_now, fetch, fetch_now


class Order(models.Model):
    total = models.IntegerField()


async def count(key):
    connection = redis.asyncio.Redis()
    return await connection.get(key)


async def render(name):
    return await sync_to_async(subprocess.check_output)(["render", name])


async def note(number):
    for part in range(number):
        await Order.objects.acreate(total=part)
    await asyncio.sleep(1)


def answer(request):
{}    return HttpResponse()
"""


def found(tmp_path: Path, body: str) -> list[tuple[str, str]]:
    files = {"pyproject.toml": PROJECT, "urls.py": URLS, "tools.py": TOOLS, "views.py": VIEWS.format(body)}
    result = run([write(tmp_path, files)], Settings(select=("AV001",)))
    return [(one.message.partition(", ")[0], one.reason) for file in result.results for one in file.findings]


@pytest.mark.parametrize(
    ("body", "way", "reason"),
    [
        pytest.param("    async_to_sync(count)('a')\n", "answer -> async_to_sync", "", id="client"),
        pytest.param("    async_to_sync(render)('a')\n", "answer -> async_to_sync", "", id="program in a thread"),
        pytest.param(
            "    asyncio.run(asyncio.wait_for(fetch(3), 5))\n",
            "answer -> asyncio.run",
            "`asyncio.run` runs a loop of its own: it cancels the tasks that are left, and only there is what is bound "
            "to that loop used",
            id="loop of its own",
        ),
        pytest.param(
            "    time.sleep(1)\n    async_to_sync(ask)()\n",
            "answer -> time.sleep",
            "what ask does is not known, and a client that leaves ends it in between",
            id="not known",
        ),
        pytest.param(
            "    loop = asyncio.new_event_loop()\n    asyncio.set_event_loop(loop)\n    time.sleep(1)\n",
            "answer -> time.sleep",
            "it would set the loop of the thread in which the view runs: leave it out",
            id="loop that is set",
        ),
        pytest.param(
            "    loop = asyncio.new_event_loop()\n    loop.run_until_complete(loop.create_task(fetch(1)))\n",
            "answer -> run_until_complete",
            "`loop` is used for more than to run one coroutine after another: use `async_to_sync`, or await in one "
            "coroutine",
            id="loop that makes tasks",
        ),
        pytest.param(
            "    async_to_sync(note)(3)\n",
            "answer -> async_to_sync",
            "async_to_sync(note)(3) writes more than once, and a client that leaves would let only the first happen: "
            "let it write all at once, in one function that a thread runs",
            id="writes in a loop",
        ),
        pytest.param("    fetch_now(1)\n", "answer -> async_to_sync", "", id="name of another module"),
        pytest.param(
            "    time.sleep(1)\n    ask_now()\n",
            "answer -> time.sleep",
            "",
            id="coroutine function of another package under a name",
        ),
    ],
)
def test_view_that_runs_a_coroutine_is_found(tmp_path: Path, body: str, way: str, reason: str) -> None:
    assert found(tmp_path, body) == [(f"answer: holds a thread while it waits: {way}", reason)]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("    async_to_sync(get_channel_layer().group_send)('a', {})\n", id="channel layer"),
        pytest.param("    async_to_sync(ask)()\n", id="not known"),
        pytest.param("    async_to_sync(Order.objects.acount)()\n", id="database"),
        pytest.param("    asyncio.run(asyncio.sleep)\n", id="no coroutine"),
    ],
)
def test_view_whose_coroutine_does_not_wait_is_not_found(tmp_path: Path, body: str) -> None:
    assert found(tmp_path, body) == []
