"""Generators whose answers are streamed become asynchronous ones: the same answer, and none that goes on alone."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import AsyncIterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from stopping import run_to
from trees import write

from channels_fix.engine import run
from channels_fix.results import Settings

URLS = """\
from django.urls import path

import views

urlpatterns = [path('', views.view)]
"""
HEAD = """\
import time

from django.http import HttpResponse, StreamingHttpResponse

notes = []


"""


def decided(root: Path, source: str, **files: str) -> tuple[str, list[str]]:
    """What the views become, and what is said of those that stay."""
    write(root, {"urls.py": URLS, "views.py": HEAD + source, **files})
    result = run([root], Settings(select=("AV001",), unsafe_fixes=True))
    assert [one.error for one in result.results if one.error] == []
    made = {one.path.name: one.after.decode() for one in result.results if one.after is not None}
    return made.get("views.py", ""), [finding.reason for one in result.results for finding in one.left]


def loaded(folder: Path, text: str) -> ModuleType:
    """The module that a text is."""
    (folder / "loaded.py").write_text(text)
    spec = importlib.util.spec_from_file_location("loaded", folder / "loaded.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


async def content(module: ModuleType) -> tuple[int, bytes, list[Any]]:
    """The answer of the view, as a server gets it."""
    answer = module.view(None)
    response = await answer if asyncio.iscoroutine(answer) else answer
    parts: AsyncIterator[bytes] | Any = response.streaming_content
    body = b"".join([part async for part in parts] if hasattr(parts, "__aiter__") else list(parts))
    return response.status_code, body, module.notes


STREAMED = {
    "asks what it is sent": """\
def numbers():
    time.sleep(0.001)
    got = yield "1"
    yield f"sent {got}"


def view(request):
    return StreamingHttpResponse(numbers())
""",
    "a generator": """\
def numbers(count):
    for i in range(count):
        time.sleep(0.001)
        yield f"{i},"


def view(request):
    return StreamingHttpResponse(numbers(3))
""",
    "by name": """\
def numbers():
    time.sleep(0.001)
    yield "1"


def view(request):
    parts = numbers()
    response = StreamingHttpResponse(streaming_content=parts, status=201)
    response["X"] = "1"
    return response
""",
    "generators in one another": """\
def inner(item):
    time.sleep(0.001)
    yield str(item)


def outer(item):
    yield "<"
    yield from inner(item)
    yield from ["a", "b"]
    for one in inner(2):
        yield one
    yield from inner(item)
    yield "".join([one for one in inner(3)])


def view(request):
    return StreamingHttpResponse(outer(1))
""",
    "with an end of its own": """\
def numbers():
    try:
        while True:
            time.sleep(0.001)
            yield "x"
            if len(notes) > 1:
                return
            notes.append(1)
    finally:
        notes.append("over")


def view(request):
    return StreamingHttpResponse(numbers())
""",
    "handles errors": """\
def numbers():
    try:
        time.sleep(0.001)
        yield str(1 / 0)
    except ZeroDivisionError:
        time.sleep(0.001)
        yield "failed"


def view(request):
    return StreamingHttpResponse(numbers())
""",
    "a method": """\
class Numbers:
    def rows(self):
        time.sleep(0.001)
        yield "1"

    def all(self):
        yield from self.rows()


def view(request):
    numbers = Numbers()
    return StreamingHttpResponse(numbers.all())
""",
}


@pytest.mark.parametrize("source", STREAMED.values(), ids=STREAMED.keys())
def test_the_answer_is_the_same(tmp_path: Path, source: str) -> None:
    after, left = decided(tmp_path / "project", source)
    assert left == []
    assert "await asyncio.sleep" in after
    assert asyncio.run(content(loaded(tmp_path, after))) == asyncio.run(content(loaded(tmp_path, HEAD + source)))


def test_what_a_generator_does_when_the_client_leaves_is_done(tmp_path: Path) -> None:
    source = """\
def numbers():
    try:
        yield "1"
        time.sleep(0.001)
        yield "2"
    except GeneratorExit:
        notes.append("gone")
        raise
    finally:
        notes.append("over")


def view(request):
    return StreamingHttpResponse(numbers())
"""
    after, _ = decided(tmp_path / "project", source)
    module = loaded(tmp_path, after)
    assert run_to(content(module), 0) == "cancelled"
    assert module.notes == ["gone", "over"]


def test_a_generator_that_others_go_through_gets_a_twin(tmp_path: Path) -> None:
    source = """\
def numbers():
    time.sleep(0.001)
    yield "1"


def report():
    return list(numbers())


def view(request):
    return StreamingHttpResponse(numbers())
"""
    after, _ = decided(tmp_path / "project", source)
    assert "async def anumbers():" in after
    assert "StreamingHttpResponse(anumbers())" in after
    assert loaded(tmp_path, after).report() == ["1"]
    assert asyncio.run(content(loaded(tmp_path, after)))[1] == b"1"


STAYS = {
    "returns a value": (
        """\
def numbers():
    time.sleep(0.001)
    yield "1"
    return 2


def view(request):
    return StreamingHttpResponse(numbers())
""",
        "returns a value",
    ),
    "somebody takes one value": (
        """\
def numbers():
    time.sleep(0.001)
    yield "1"


def view(request):
    return HttpResponse(next(numbers()))
""",
        "numbers is a generator, and what becomes of it is not known: go through it in a loop, or stream it",
    ),
    "a manager": (
        """\
import contextlib


@contextlib.contextmanager
def pause():
    time.sleep(0.001)
    yield


def view(request):
    with pause():
        return HttpResponse("1")
""",
        "",
    ),
}


@pytest.mark.parametrize(("source", "reason"), STAYS.values(), ids=STAYS.keys())
def test_other_generators_stay(tmp_path: Path, source: str, reason: str) -> None:
    after, left = decided(tmp_path, source)
    assert after == ""
    assert reason in " ".join(left)
