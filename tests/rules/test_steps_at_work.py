"""Functions that ask the database do as coroutine functions what they did before; run on a real database."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from steps.conversion import TEXTS, Converted, Threads, converted

from codemods.async_views.decision.graph import Graph

REPOSITORY = Path(__file__).parents[2]
WAYS = {"native": (Graph, "5.2"), "native_of_old": (Graph, "4.2"), "threads": (Threads, "5.2")}
NAMES = re.findall(r"^def (\w+)\(request\)", TEXTS["functions.py"], re.MULTILINE)
REFUSED = ["tallied"]
UNCHANGED = ["rendered_later", *REFUSED]


@cache
def conversion(way: str) -> Converted:
    """The functions, converted."""
    return converted(Path(mkdtemp()), *WAYS[way])


@cache
def results() -> dict[str, dict[str, tuple[str, str, bool]]]:
    """What came of each function, as it is and converted: what it gave, the rows, whether it was awaited."""
    folder = Path(mkdtemp())
    for name, text in {**TEXTS, **{f"{way}.py": conversion(way).text for way in WAYS}}.items():
        (folder / name).write_text(text)
    command = [sys.executable, "-m", "tests.steps.at_work", "functions", *WAYS]
    environment = {"PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, dict[str, tuple[str, str, bool]]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", NAMES)
def test_gives_and_writes_the_same(name: str, way: str) -> None:
    assert results()[way][name][:2] == results()["functions"][name][:2]


@pytest.mark.parametrize("way", WAYS)
def test_all_but_a_few_are_coroutine_functions(way: str) -> None:
    assert sorted(name for name in NAMES if not results()[way][name][2]) == sorted(UNCHANGED)


@pytest.mark.parametrize("way", WAYS)
def test_a_step_that_cannot_be_awaited_is_refused(way: str) -> None:
    assert sorted(conversion(way).reasons) == REFUSED


@pytest.mark.parametrize("way", ["native", "native_of_old"])
def test_nothing_is_in_doubt(way: str) -> None:
    assert conversion(way).doubts == {}


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ("native", "request.user = await request.auser()"),
        ("native", "await aget_object_or_404(Order, total=31)"),
        ("native", 'await request.session.aget("count", 0)'),
        ("native", "async for order in Order.objects.all():"),
        ("native", "order.customer.name, (await sync_to_async(getattr)(order.customer"),
        ("native", 'await sync_to_async(cache.incr)("a")'),
        ("native_of_old", "await sync_to_async(lambda: request.user.is_authenticated)()"),
        ("native_of_old", "await sync_to_async(get_object_or_404)(Order, total=31)"),
        ("native_of_old", 'await sync_to_async(request.session.get)("count", 0)'),
        ("threads", "for order in await sync_to_async(list)(Order.objects.all()):"),
    ],
)
def test_is_written_as_the_version_allows(way: str, text: str) -> None:
    assert text in conversion(way).text
