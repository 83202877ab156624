"""The oracle for views says yes to what is sound, and no to each single fault of a conversion."""

from __future__ import annotations

import pytest
from viewing.oracle_of_views import CANCELS, Answer, Question, answers

HEAD = """\
import asyncio
import contextlib
import os
import subprocess
import time
import urllib.request

import httpx
import redis.asyncio
import requests
from asgiref.sync import sync_to_async
from django.core.mail import send_mail
from django.db import models, transaction
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

SERVICE = os.environ["SERVICE"]
REQUESTS = ["/?name=first", ("POST", "/", {"name": "second"})]
TEMPLATES = {"names.html": "{% csrf_token %}{% for row in rows %}{{ row.name }} {{ row.made|date:'c' }};{% endfor %}"}


class Row(models.Model):
    name = models.CharField(max_length=20)
    made = models.DateTimeField(auto_now_add=True)


def prepare():
    Row.objects.create(name="zero")


async def get(address):
    host, port = SERVICE.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(f"GET {address} HTTP/1.0\\r\\n\\r\\n".encode())
        return (await reader.read()).partition(b"\\r\\n\\r\\n")[2]
    finally:
        writer.close()


"""
TAIL = """\


urlpatterns = [path("", view)]
"""
SLEEPING = """\
def view(request):
    name = request.GET.get("name") or request.POST["name"]
    time.sleep(0.5)
    response = render(request, "names.html", {"rows": Row.objects.all()})
    response["X-Name"] = name
    Row.objects.create(name=name)
    return response
"""
RUNNING = """\
def view(request):
    subprocess.run(["sleep", "0.5"])
    return HttpResponse("run")
"""
RUNNING_ASYNC = """\
async def view(request):
    process = await asyncio.create_subprocess_exec("sleep", "0.5")
    try:
        await process.wait()
    except asyncio.CancelledError:
        {end}
        raise
    return HttpResponse("run")
"""
ASKING = """\
def view(request):
    with urllib.request.urlopen(SERVICE + "/slow/0.5") as answer:
        return HttpResponse(answer.read())
"""
ASKING_ASYNC = """\
async def view(request):
    return HttpResponse(await get("/slow/0.5"))
"""
ASKING_IN_THREAD = """\
async def view(request):
    def ask():
        with urllib.request.urlopen(SERVICE + "/slow/0.5") as answer:
            return answer.read()

    return HttpResponse(await asyncio.to_thread(ask))
"""
FAILING = """\
def view(request):
    time.sleep(0.3)
    raise ValueError("no such report")
"""
FAILING_ASYNC = """\
async def view(request):
    await asyncio.sleep(0.3)
    raise ValueError("{text}")
"""
STREAMING = """\
def view(request):
    def lines():
        yield "one\\n"
        time.sleep(0.5)
        yield "two\\n"

    return StreamingHttpResponse(lines())
"""
STREAMING_ASYNC = """\
async def view(request):
    async def lines():
        yield "one\\n"
        await asyncio.sleep(0.5)
        yield "two\\n"

    return StreamingHttpResponse(lines())
"""
WRITING = """\
def view(request):
    Row.objects.create(name="begun")
    time.sleep(0.1)
    Row.objects.create(name="done")
    time.sleep(0.5)
    return HttpResponse("written")
"""
WRITING_HALF = """\
async def view(request):
    await Row.objects.acreate(name="begun")
    await asyncio.sleep(0.1)
    await Row.objects.acreate(name="done")
    await asyncio.sleep(0.5)
    return HttpResponse("written")
"""
WRITING_WHOLE = """\
async def write():
    await Row.objects.acreate(name="begun")
    await asyncio.sleep(0.1)
    await Row.objects.acreate(name="done")


async def view(request):
    writing = asyncio.ensure_future(write())
    try:
        await asyncio.shield(writing)
    except asyncio.CancelledError:
        await writing
        raise
    await asyncio.sleep(0.5)
    return HttpResponse("written")
"""
WRITING_LATER = """\
async def write():
    await Row.objects.acreate(name="begun")
    await asyncio.sleep(0.1)
    await Row.objects.acreate(name="done")


async def view(request):
    await asyncio.shield(write())
    await asyncio.sleep(0.5)
    return HttpResponse("written")
"""
BODY = """\
    name = request.GET.get("name") or request.POST["name"]
    {wait}
    {more}
    response = await {render}(request, "names.html", {{"rows": Row.objects.all()}})
    response["X-Name"] = name
    await Row.objects.acreate(name=name)
    return response
"""
VIEW = "async def view(request):\n" + BODY
WAIT, RENDER = "await asyncio.sleep(0.5)", "sync_to_async(render)"
LOSE = "asyncio.get_running_loop().create_future().set_exception(OSError('gone'))"
LAZY = "async def lazily(*args):\n    return render(*args)\n\n\n"
CATCHING = """\
cleaned = []


async def view(request):
    try:
        await asyncio.sleep(0.5)
    except asyncio.CancelledError:
        {handler}
"""


def converted(wait: str = WAIT, more: str = "", render: str = RENDER) -> str:
    """The view that sleeps, asynchronous; with another pause, statement, or way to render."""
    return VIEW.format(wait=wait, more=more, render=render)


def catching(handler: str) -> str:
    """The same, with a handler for its cancellation."""
    return CATCHING.format(handler=handler) + BODY.format(wait="", more="", render=RENDER)


WAITING_FOR_REDIS = """\
def view(request):
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        return HttpResponse(str(client.blpop(["jobs"], timeout=1)))
"""
WAITING_FOR_REDIS_ASYNC = """\
async def view(request):
    async with redis.asyncio.Redis.from_url(os.environ["REDIS_URL"]) as client:
        return HttpResponse(str(await client.blpop(["jobs"], timeout=1)))
"""
ASKING_IN_VAIN = """\
def view(request):
    return HttpResponse(requests.get(SERVICE + "/slow/0.8", timeout=0.5))
"""
ASKING_IN_VAIN_ASYNC = """\
async def view(request):
    async with httpx.AsyncClient() as client:
        return HttpResponse(await client.get(SERVICE + "/slow/0.8", timeout=0.5))
"""

SOUND = {
    "waits for Redis": (WAITING_FOR_REDIS, WAITING_FOR_REDIS_ASYNC),
    "fails with another client": (ASKING_IN_VAIN, ASKING_IN_VAIN_ASYNC),
    "sleeps": (SLEEPING, converted()),
    "cleans up": (SLEEPING, catching("cleaned.append(1); raise")),
    "ends its program": (RUNNING, RUNNING_ASYNC.format(end="process.kill(); await process.wait()")),
    "closes its connection": (ASKING, ASKING_ASYNC),
    "fails in the same way": (FAILING, FAILING_ASYNC.format(text="no such report")),
    "streams": (STREAMING, STREAMING_ASYNC),
    "ends its writes": (WRITING, "LEAVES = [2]\n\n\n" + WRITING_WHOLE),
}
DIFFERENT = {
    "blocks the loop": (SLEEPING, converted(wait="time.sleep(0.5)"), "the event loop is blocked"),
    "computes in the loop": (
        SLEEPING,
        converted(more="request.POST or sum(n * n for n in range(12_000_000))"),
        "loop is blocked",
    ),
    "evaluates lazily": (SLEEPING, LAZY + converted(render="lazily"), "SynchronousOnlyOperation"),
    "loses a header": (SLEEPING, converted(more="name = 'other'"), "request 0: headers"),
    "loses a row": (SLEEPING, converted(more="await Row.objects.all().adelete()"), "request 0: state: rows"),
    "sends mail": (SLEEPING, converted(more="send_mail('x', 'x', None, ['x'])"), "request 0: state: mail"),
    "writes a file": (SLEEPING, converted(more="open('left', 'w').close()"), "request 0: state: files"),
    "forgets to await": (SLEEPING, converted(more="Row.objects.acount()"), "was never awaited"),
    "loses an error": (SLEEPING, converted(more=LOSE), "never retrieved"),
    "fails otherwise": (FAILING, FAILING_ASYNC.format(text="none"), "request 0: error"),
    "asks something else": (ASKING, ASKING_ASYNC.replace("/slow/0.5", "/slow/0.5?"), "request 0: asked"),
    "has an error in it": (SLEEPING, "view = None.view\n", "AttributeError"),
}
OUTLIVING = {
    "stays as it is": (SLEEPING, SLEEPING, "seconds after its client left"),
    "works in the thread of its request": (
        SLEEPING,
        converted(wait="await sync_to_async(time.sleep)(0.5)"),
        "seconds after its client left",
    ),
    "works in a thread of its own": (
        SLEEPING,
        converted(wait="await asyncio.to_thread(time.sleep, 0.5)"),
        "goes on: time.sleep",
    ),
    "asks in a thread of its own": (ASKING, ASKING_IN_THREAD, "goes on: GET /slow/0.5"),
    "goes on": (SLEEPING, catching("cleaned.append(1)"), "answers a client that has left"),
    "tries again": (SLEEPING, catching("cleaned.append(1); await asyncio.sleep(0.5)"), "seconds after its client left"),
    "does not clean up": (SLEEPING, catching("raise"), "cleans up not once: []"),
    "cleans up twice": (SLEEPING, catching("cleaned.extend([1, 1]); raise"), "cleans up not once"),
    "leaves its program": (RUNNING, RUNNING_ASYNC.format(end="pass"), "a process is left: sleep 0.5"),
    "leaves a task": (
        SLEEPING,
        converted(wait="await asyncio.wait([asyncio.ensure_future(asyncio.sleep(0.5))])"),
        "a task is left: sleep",
    ),
    "writes half": (WRITING, WRITING_HALF, "leaves half of its rows"),
    "writes later": (WRITING, WRITING_LATER, "changes things later: rows"),
}


@pytest.fixture(scope="module")
def said() -> dict[str, Answer]:
    """What the oracle says to all of them, asked side by side."""
    pairs = {name: pair[:2] for name, pair in {**SOUND, **DIFFERENT, **OUTLIVING}.items()}
    return answers({name: Question(*((HEAD + view + TAIL).encode() for view in pair)) for name, pair in pairs.items()})


@pytest.mark.parametrize("name", SOUND)
def test_sound_conversion_is_sound(name: str, said: dict[str, Answer]) -> None:
    assert said[name] == Answer(faulty_before=True, wrong=[])


@pytest.mark.parametrize(("name", "complaint"), [(name, complaint) for name, (_, _, complaint) in DIFFERENT.items()])
def test_conversion_that_is_not_the_same_is_wrong(name: str, complaint: str, said: dict[str, Answer]) -> None:
    assert complaint in "\n".join(said[name].wrong)


@pytest.mark.skipif(not CANCELS, reason="this Django does not see that a client leaves")
@pytest.mark.parametrize(("name", "complaint"), [(name, complaint) for name, (_, _, complaint) in OUTLIVING.items()])
def test_conversion_that_does_not_end_with_its_client_is_wrong(
    name: str, complaint: str, said: dict[str, Answer]
) -> None:
    assert complaint in "\n".join(said[name].wrong)


SLEEPING_MAIN = "import time\n\n\nasync def main():\n    time.sleep(0.4)\n    return 3\n"
AWAITING_MAIN = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(0.1)\n    return {result}\n"
HANGING = "import os, urllib.request\n\n\ndef main():\n    urllib.request.urlopen(os.environ['SERVICE'] + '/hang')\n"
LIMITED = HANGING.replace("hang')", "hang', timeout=0.3)")
CALLS = {
    "no longer blocks": Question(SLEEPING_MAIN.encode(), AWAITING_MAIN.format(result=3).encode(), "call"),
    "gives another result": Question(SLEEPING_MAIN.encode(), AWAITING_MAIN.format(result=4).encode(), "call"),
    "still blocks": Question(SLEEPING_MAIN.encode(), SLEEPING_MAIN.encode(), "call"),
    "never blocked": Question(AWAITING_MAIN.format(result=3).encode(), None, "call"),
    "gets a limit": Question(HANGING.encode(), LIMITED.encode(), "limit"),
    "has its limit": Question(LIMITED.encode(), None, "limit"),
}


@pytest.fixture(scope="module")
def called() -> dict[str, Answer]:
    """What the oracle says to functions, asked side by side."""
    return answers(CALLS)


@pytest.mark.parametrize("name", ["no longer blocks", "gets a limit"])
def test_function_that_is_mended_is_sound(name: str, called: dict[str, Answer]) -> None:
    assert called[name] == Answer(faulty_before=True, wrong=[])


@pytest.mark.parametrize("name", ["never blocked", "has its limit"])
def test_function_without_a_fault_is_sound(name: str, called: dict[str, Answer]) -> None:
    assert called[name] == Answer(faulty_before=False, wrong=[])


def test_function_that_gives_another_result_is_wrong(called: dict[str, Answer]) -> None:
    assert called["gives another result"].wrong == ["result: '3' is now '4'"]


def test_function_that_still_blocks_is_wrong(called: dict[str, Answer]) -> None:
    assert called["still blocks"].wrong == ["after: the event loop is blocked: line 5, time.sleep(0.4)"]
