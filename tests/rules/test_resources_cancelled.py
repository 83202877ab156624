"""What is said to release a resource is run: a cancelled function has it before, and has released it after."""

from __future__ import annotations

import ast
import asyncio
import sys
import types
from pathlib import Path

import pytest
from oracle import executed
from trees import module, project

from channels_fix.edits.clauses import InsertHandler
from channels_fix.module import Module
from channels_fix.project import Project
from channels_fix.registry import knowledge
from channels_fix.rewrite import rewrite
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.resources.leaks import releases
from codemods.cancellation.resources.managed import as_context_managers

# what a cancelled function leaves open is the fault that is shown
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

STAND_IN = '''\
"""Clients that know whether they are open, under the names of packages that are not installed."""


class Client:
    def __init__(self, *args):
        self.closed = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc):
        await self.close()

    async def close(self):
        self.closed = True

    aclose = close


class Connecting:
    def __init__(self, *args):
        self.client = Client()

    def __await__(self):
        return self._connected().__await__()

    async def _connected(self):
        return self.client

    async def __aenter__(self):
        return self.client

    async def __aexit__(self, *exc):
        await self.client.close()


AsyncClient = ClientSession = Client
connect = open = Connecting
'''
NAMES = ["aiofiles", "aiohttp", "aiosqlite", "asyncpg", "httpx"]
HEAD = """\
import asyncio
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading

import aiofiles
import aiohttp
import aiosqlite
import asyncpg
import httpx
from channels.layers import get_channel_layer

lock = asyncio.Lock()
slots = asyncio.Semaphore(1)
thread_lock = threading.Lock()
noted = []


def note(thing):
    noted.append(thing)


async def work():
    pass


async def forever():
    await asyncio.sleep(3600)


async def main():
"""


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packages that are not installed."""
    stand_in = types.ModuleType("stand_in")
    exec(compile(STAND_IN, "<stand_in>", "exec"), stand_in.__dict__)
    for name in NAMES:
        monkeypatch.setitem(sys.modules, name, stand_in)


def read(root: Path, source: str) -> tuple[Project, Module, ast.AsyncFunctionDef]:
    """The project of a source, and the function that is cancelled."""
    index = project(root, {"a.py": source}, knowledge())
    file = module(index, root, "a.py")
    function = next(node for node in file.tree.body if isinstance(node, ast.AsyncFunctionDef) and node.name == "main")
    return index, file, function


def with_statements(root: Path, source: str) -> str:
    """The source with all with statements that are possible."""
    index, file, function = read(root, source)
    found = as_context_managers(function, file, None, (), index)
    return rewrite(source, [edit for one in found for edit in one.edits], ())


def with_clause(root: Path, source: str, *, empty: bool) -> str:
    """The source with a clause for the cancellation that releases what it has to, or nothing."""
    index, file, function = read(root, source)
    node = next(node for node in ast.walk(function) if isinstance(node, ast.Try))
    steps = releases(Place(file, (function,), None, node, node.handlers[0], None), index)
    code = "" if empty else "".join(step.code for step in steps)
    body = "".join(f"    {line}\n" for line in f"{code}raise".splitlines())
    return rewrite(source, [InsertHandler(file.span(node), 0, f"except asyncio.CancelledError:\n{body}")], ())


def is_released_when_cancelled(source: str) -> bool:
    """Whether `main` has released its resource when it was cancelled in `work`; it must end as cancelled."""
    with executed(source.encode()) as found:
        return asyncio.run(_cancelled(found))


async def _cancelled(found: types.ModuleType) -> bool:
    working = asyncio.Event()

    async def hang() -> None:
        working.set()
        await asyncio.sleep(3600)

    found.work = hang  # type: ignore[attr-defined]
    task = asyncio.create_task(found.main())
    await asyncio.wait_for(working.wait(), 5)
    task.cancel()
    await asyncio.wait({task}, timeout=5)
    await asyncio.sleep(0)
    assert task.cancelled()
    return bool(await found.is_released())


def ends_normally(source: str) -> bool:
    """Whether `main` has released its resource when nothing happens."""

    async def run(found: types.ModuleType) -> bool:
        await found.main()
        return bool(await found.is_released())

    with executed(source.encode()) as found:
        return asyncio.run(run(found))


def source_of(before: str, after: str, released: str, *, work: str = "    await work()\n") -> str:
    """A module whose function acquires something, works and releases it."""
    body = "".join(f"    {line}\n" for line in before.splitlines())
    rest = "".join(f"    {line}\n" for line in after.splitlines())
    return f"{HEAD}{body}{work}{rest}\n\nasync def is_released():\n    return {released}\n"


MANAGED = [
    ("file = open(__import__('os').devnull)\nnote(file)", "file.close()", "noted[0].closed"),
    ("file = tempfile.TemporaryFile()\nnote(file)", "file.close()", "noted[0].closed"),
    ("file = tempfile.NamedTemporaryFile()\nnote(file)", "file.close()", "noted[0].closed"),
    ("sock = socket.socket()\nnote(sock)", "sock.close()", "noted[0].fileno() == -1"),
    ("await lock.acquire()", "lock.release()", "not lock.locked()"),
    ("await slots.acquire()", "slots.release()", "not slots.locked()"),
    ("thread_lock.acquire()", "thread_lock.release()", "not thread_lock.locked()"),
    ("client = httpx.AsyncClient()\nnote(client)", "await client.aclose()", "noted[0].closed"),
    ("session = aiohttp.ClientSession()\nnote(session)", "await session.close()", "noted[0].closed"),
    ("file = await aiofiles.open('x')\nnote(file)", "await file.close()", "noted[0].closed"),
    ("conn = await aiosqlite.connect('x')\nnote(conn)", "await conn.close()", "noted[0].closed"),
]


@pytest.mark.parametrize(("before", "after", "released"), MANAGED)
def test_with_statement_releases_on_a_cancellation(tmp_path: Path, before: str, after: str, released: str) -> None:
    source = source_of(before, after, released)
    changed = with_statements(tmp_path, source)

    assert not is_released_when_cancelled(source)
    assert is_released_when_cancelled(changed)
    assert ends_normally(source)
    assert ends_normally(changed)


SWALLOWING = "    try:\n        await work()\n    except:\n        pass\n"
IS_GONE = "all(task is asyncio.current_task() for task in asyncio.all_tasks())"


@pytest.mark.parametrize(
    ("before", "after", "released"),
    [
        *MANAGED,
        ("task = asyncio.create_task(forever())", "task.cancel()", IS_GONE),
        ("task = asyncio.ensure_future(work())", "await task", IS_GONE),
        ("conn = await asyncpg.connect('x')\nnote(conn)", "await conn.close()", "noted[0].closed"),
        (
            "folder = tempfile.TemporaryDirectory()\nnote(folder)",
            "folder.cleanup()",
            "not __import__('os').path.exists(noted[0].name)",
        ),
        (
            "layer = get_channel_layer()\nawait layer.group_add('a', 'b')",
            "await layer.group_discard('a', 'b')",
            "not get_channel_layer().groups.get('a')",
        ),
        (
            "process = await asyncio.create_subprocess_exec('sleep', '0.2')\nnote(process)",
            "await process.wait()",
            "await noted[0].wait() != 0",
        ),
        (
            "process = subprocess.Popen(['sleep', '0.2'])\nnote(process)",
            "process.terminate()\nprocess.wait()",
            "noted[0].wait() != 0",
        ),
    ],
)
def test_clause_releases_on_a_cancellation(tmp_path: Path, before: str, after: str, released: str) -> None:
    source = source_of(before, after, released, work=SWALLOWING)

    assert not is_released_when_cancelled(with_clause(tmp_path, source, empty=True))
    assert is_released_when_cancelled(with_clause(tmp_path, source, empty=False))


def test_step_for_a_process_that_has_ended_does_no_harm(tmp_path: Path) -> None:
    before = "process = await asyncio.create_subprocess_exec('true')\nnote(process)"
    work = "    try:\n        await process.wait()\n        await work()\n    except:\n        pass\n"
    source = source_of(before, "await process.wait()", "noted[0].returncode == 0", work=work)

    assert is_released_when_cancelled(with_clause(tmp_path, source, empty=False))


def test_step_for_what_was_closed_inside_does_no_harm(tmp_path: Path) -> None:
    before = "file = tempfile.TemporaryFile()\nnote(file)"
    work = SWALLOWING.replace("await work()", "await asyncio.sleep(0)\n        file.close()\n        await work()")
    source = source_of(before, "file.close()", "noted[0].closed", work=work)
    changed = with_clause(tmp_path, source, empty=False)

    assert "file.close()\n        raise" in changed
    assert is_released_when_cancelled(changed)


def test_step_for_what_may_be_none_does_no_harm(tmp_path: Path) -> None:
    before = "file = None\nif noted:\n    file = tempfile.TemporaryFile()"
    source = source_of(before, "if file is not None:\n    file.close()", "True", work=SWALLOWING)
    changed = with_clause(tmp_path, source, empty=False)

    assert "if file is not None:\n            file.close()\n        raise" in changed
    assert is_released_when_cancelled(changed)
