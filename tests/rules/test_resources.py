"""Which resources a cancelled function does not release, and what is said to release them."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path
from textwrap import indent

import pytest
from trees import ASYNC, module, project

from channels_fix.module import Class, Module
from channels_fix.project import Project
from channels_fix.registry import knowledge
from channels_fix.rewrite import rewrite
from channels_fix.verify import verify
from codemods.cancellation.cleaning.place import Place
from codemods.cancellation.resources.leaks import is_release, leaks_of, releases
from codemods.cancellation.resources.managed import as_context_managers, managers_at
from codemods.cancellation.resources.table import holds, kinds

HEAD = """\
import asyncio
import concurrent.futures
import contextlib
import gzip
import io
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import threading
from pathlib import Path

import aiofiles
import aiohttp
import aiosqlite
import asyncpg
import httpx
import psycopg
import redis.asyncio as redis
import websockets
from channels.layers import get_channel_layer
from sqlalchemy.ext.asyncio import async_sessionmaker
from unknown import Lock, anything

LOCK = asyncio.Lock()
THREAD_LOCK = threading.Lock()
Session = async_sessionmaker(anything)
CLIENT = httpx.AsyncClient()


"""
HEADER = "async def handle(path, group, pool: asyncpg.Pool):"
SWALLOWING = """\
try:
    await work()
except:
    pass
"""


def function_with(root: Path, body: str, header: str = HEADER) -> tuple[Project, Module]:
    """A project with a module that has a function with this body."""
    index = project(root, {"a.py": f"{HEAD}{header}\n{indent(body, '    ')}"}, knowledge())
    return index, module(index, root, "a.py")


def last_function(module: Module) -> ast.FunctionDef | ast.AsyncFunctionDef:
    """The function at the end of a module."""
    function = module.tree.body[-1]
    assert isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
    return function


def place_of(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef, cls: Class | None) -> Place:
    """The last try statement of a function."""
    tries = [node for node in ast.walk(function) if isinstance(node, ast.Try)]
    node = max(tries, key=lambda node: node.lineno)
    return Place(module, (function,), cls, node, node.handlers[0] if node.handlers else None, None)


def steps(root: Path, body: str, header: str = HEADER) -> list[str]:
    """What the clause of the last try statement of a function has to do."""
    index, file = function_with(root, body, header)
    place = place_of(file, last_function(file), None)
    return [step.code for step in releases(place, index)]


def leaking(root: Path, body: str, header: str = HEADER) -> list[tuple[str, bool]]:
    """What a function leaks, and whether it releases it when nothing goes wrong."""
    index, file = function_with(root, body, header)
    found = leaks_of(last_function(file), file, None, (), index)
    return [(leak.resource.key, leak.released) for leak in found]


def managed(root: Path, body: str, header: str = HEADER) -> str:
    """The body of a function with all with statements that are possible."""
    index, file = function_with(root, body, header)
    found = as_context_managers(last_function(file), file, None, (), index)
    edits = [edit for one in found for edit in one.edits]
    after = rewrite(file.text, edits, ())
    verify(file.text, after, edits, ())
    return "".join(line.removeprefix("    ") for line in after.partition(f"{header}\n")[2].splitlines(keepends=True))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("file = open(path)", "file.close()", "file.close()"),
        ("file = io.open(path, 'rb')", "file.close()", "file.close()"),
        ("file = gzip.open(path)", "file.close()", "file.close()"),
        ("file = Path(path).open('w')", "file.close()", "file.close()"),
        ("file = (pathlib.Path(path) / 'x').open()", "file.close()", "file.close()"),
        ("base = Path(path)\nfile = base.open()", "file.close()", "file.close()"),
        ("file: io.IOBase = open(path)", "file.close()", "file.close()"),
        ("file = await aiofiles.open(path)", "await file.close()", "await file.close()"),
        ("file = tempfile.NamedTemporaryFile()", "file.close()", "file.close()"),
        ("folder = tempfile.TemporaryDirectory()", "folder.cleanup()", "folder.cleanup()"),
        ("folder = tempfile.mkdtemp()", "shutil.rmtree(folder)", "shutil.rmtree(folder)"),
        ("folder = tempfile.mkdtemp()", "await asyncio.to_thread(shutil.rmtree, folder)", "shutil.rmtree(folder)"),
        ("_, name = tempfile.mkstemp()", "os.remove(name)", "os.remove(name)"),
        ("fd, name = tempfile.mkstemp()", "os.close(fd)", "os.close(fd)"),
        ("await LOCK.acquire()", "LOCK.release()", "LOCK.release()"),
        ("lock = asyncio.Semaphore(2)\nawait lock.acquire()", "lock.release()", "lock.release()"),
        ("THREAD_LOCK.acquire()", "THREAD_LOCK.release()", "THREAD_LOCK.release()"),
        ("client = httpx.AsyncClient()", "await client.aclose()", "await client.aclose()"),
        ("answer = await CLIENT.send(path, stream=True)", "await answer.aclose()", "await answer.aclose()"),
        ("session = aiohttp.ClientSession()", "await session.close()", "await session.close()"),
        ("r = redis.from_url(path)", "await r.close()", "await r.close()"),
        ("r = redis.Redis()", "await r.aclose()", "await r.aclose()"),
        ("conn = await asyncpg.connect(path)", "await conn.close(timeout=5)", "await conn.close(timeout=5)"),
        ("conn = await pool.acquire()", "await pool.release(conn)", "await pool.release(conn)"),
        ("pool = await asyncpg.create_pool(path)", "await pool.close()", "await pool.close()"),
        ("conn = await aiosqlite.connect(path)", "await conn.close()", "await conn.close()"),
        ("conn = await psycopg.AsyncConnection.connect(path)", "await conn.close()", "await conn.close()"),
        ("conn = sqlite3.connect(path)", "conn.close()", "conn.close()"),
        ("session = Session()", "await session.close()", "await session.close()"),
        ("ws = await websockets.connect(path)", "await ws.close(code=1000)", "await ws.close(code=1000)"),
        (
            "_, writer = await asyncio.open_connection(path, 1)",
            "writer.close()\nawait writer.wait_closed()",
            "writer.close()",
        ),
        ("task = asyncio.create_task(group())", "task.cancel()", "task.cancel()"),
        ("task = asyncio.ensure_future(group())", "await task", "task.cancel()"),
        ("loop = asyncio.get_running_loop()\ntask = loop.create_task(group())", "print(await task)", "task.cancel()"),
        ("task = asyncio.create_task(group())", "await asyncio.wait_for(task, 5)", "task.cancel()"),
        ("pool = concurrent.futures.ThreadPoolExecutor()", "pool.shutdown(wait=False)", "pool.shutdown(wait=False)"),
        ("sock = socket.create_connection(path)", "sock.close()", "sock.close()"),
        ("process = subprocess.Popen(path)", "process.terminate()", "process.terminate()"),
        (
            "process = await asyncio.create_subprocess_exec(path)",
            "await process.wait()",
            "if process.returncode is None:\n    process.kill()",
        ),
        (
            "process = await asyncio.create_subprocess_shell(path)",
            "process.terminate()\nawait process.wait()",
            "if process.returncode is None:\n    process.terminate()",
        ),
        (
            "layer = get_channel_layer()\nawait layer.group_add(group, path.name)",
            "await layer.group_discard(group, path.name)",
            "await layer.group_discard(group, path.name)",
        ),
        ("file = None\nfile = open(path)", "file.close()\nfile = None", "file.close()"),
        ("file = open(path)", "if not file.closed:\n    file.close()", "file.close()"),
        ("file = open(path)", "if file:\n    file.close()", "file.close()"),
        (
            "file = None\nif group:\n    file = open(path)",
            "if file:\n    file.close()",
            "if file is not None:\n    file.close()",
        ),
        ("file = open(path)", "code = 1\nfile.close()", "file.close()"),
        ("ws = await websockets.connect(path)", "code = 1000\nawait ws.close(code)", "await ws.close()"),
        ("r = redis.Redis()", "await asyncio.wait_for(r.aclose(), 5)", "await r.aclose()"),
        ("file = open(path)\ntry:\n    file.read()\nexcept OSError:\n    return", "file.close()", "file.close()"),
        ("file = open(path)\nwith contextlib.suppress(OSError):\n    file.read()", "file.close()", "file.close()"),
    ],
)
def test_clause_releases_what_the_normal_path_releases(tmp_path: Path, before: str, after: str, expected: str) -> None:
    assert steps(tmp_path, f"{before}\n{SWALLOWING}{after}\n") == [f"{expected}\n"]


@pytest.mark.parametrize(
    "body",
    [
        f"with open(path) as file:\n{indent(SWALLOWING, '    ')}",
        f"file = open(path)\nwith file:\n{indent(SWALLOWING, '    ')}",
        f"file = open(path)\nwith contextlib.closing(file):\n{indent(SWALLOWING, '    ')}",
        f"stack = contextlib.ExitStack()\nfile = stack.enter_context(open(path))\n{SWALLOWING}file.close()\n",
        f"file = open(path)\nstack.callback(file.close)\n{SWALLOWING}file.close()\n",
        f"file = open(path)\nself.files.append(file)\n{SWALLOWING}file.close()\n",
        f"path.file = file = open(path)\n{SWALLOWING}file.close()\n",
        f"file = open(path)\npath.file = file\n{SWALLOWING}file.close()\n",
        f"file = open(path)\nother = file\n{SWALLOWING}file.close()\n",
        f"file = open(path)\n{SWALLOWING}return file\n",
        f"file = open(path)\n{SWALLOWING}if group:\n    return file\nfile.close()\n",
        f"file = open(path)\n{SWALLOWING}yield file\nfile.close()\n",
        f"file = open(path)\n{SWALLOWING}return [file]\n",
        f"file = open(path)\n{SWALLOWING}print(file)\n",
        f"file = open(path)\n{SWALLOWING}",
        f"file = open(path)\ndef close():\n    file.close()\n{SWALLOWING}file.close()\n",
        f"file = open(path)\ncall = lambda: file.read()\n{SWALLOWING}file.close()\n",
        f"global file\nfile = open(path)\n{SWALLOWING}file.close()\n",
        f"file = open(path)\nfile.close()\n{SWALLOWING}",
        f"if group:\n    file = open(path)\n{SWALLOWING}if group:\n    file.close()\n",
        f"for one in path:\n    file = open(one)\n{SWALLOWING}file.close()\n",
        f"{SWALLOWING}file = open(path)\nawait work()\nfile.close()\n",
        f"file = anything(path)\n{SWALLOWING}file.close()\n",
        f"file = path.open()\n{SWALLOWING}file.close()\n",
        f"file = open(path) if group else None\n{SWALLOWING}if file:\n    file.close()\n",
        f"open = anything\nfile = open(path)\n{SWALLOWING}file.close()\n",
        f"file = aiofiles.open(path)\n{SWALLOWING}await file.close()\n",
        f"lock = Lock()\nawait lock.acquire()\n{SWALLOWING}lock.release()\n",
        f"await path.acquire()\n{SWALLOWING}path.release()\n",
        f"await LOCK.acquire()\n{SWALLOWING}",
        f"await LOCK.acquire()\n{SWALLOWING}if group:\n    LOCK.release()\n",
        f"await LOCK.acquire()\nasyncio.get_running_loop().call_later(1, LOCK.release)\n{SWALLOWING}",
        f"THREAD_LOCK.acquire(blocking=False)\n{SWALLOWING}THREAD_LOCK.release()\n",
        f"async with LOCK:\n{indent(SWALLOWING, '    ')}",
        f"layer = anything()\nawait layer.group_add(group, path)\n{SWALLOWING}await layer.group_discard(group, path)\n",
        f"layer = get_channel_layer()\nawait layer.group_add(group, path)\n{SWALLOWING}",
        f"layer = get_channel_layer()\nawait layer.group_add(1, 1)\n{SWALLOWING}await layer.group_discard(2, 1)\n",
        (
            f"layer = get_channel_layer()\nfor one in group:\n    await layer.group_add(one, path)\n{SWALLOWING}"
            "for one in group:\n    await layer.group_discard(one, path)\n"
        ),
        f"task = asyncio.create_task(group())\n{SWALLOWING}",
        f"task = asyncio.create_task(group())\n{SWALLOWING}await asyncio.shield(task)\n",
        f"task = asyncio.create_task(group())\npath.add(task)\n{SWALLOWING}await task\n",
        f"task = asyncio.create_task(group())\npath.tasks[1] = task\n{SWALLOWING}task.cancel()\n",
        f"process = subprocess.Popen(path)\n{SWALLOWING}print(process.pid)\n",
        f"answer = await CLIENT.send(path)\n{SWALLOWING}await answer.aclose()\n",
        f"session = Session\n{SWALLOWING}await session.close()\n",
        "file = open(path)\ntry:\n    await work()\nfinally:\n    file.close()\n",
        "file = open(path)\ntry:\n    await work()\nexcept BaseException:\n    file.close()\n    return\n\n",
        "file = open(path)\ntry:\n    await work()\nexcept anything:\n    file.close()\n    return\nfile.close()\n",
        f"file = open(path)\ntry:\n{indent(SWALLOWING, '    ')}finally:\n    file.close()\n",
        "try:\n    file = await aiofiles.open(path)\n    await work()\nexcept:\n    return\nawait file.close()\n",
        "try:\n    file = open(group.result())\n    await work()\n    file.close()\nexcept:\n    pass\n",
        "await LOCK.acquire()\ntry:\n    await work()\n    LOCK.release()\n    await work()\nexcept:\n    pass\n",
        f"file = open(path)\nfile = anything(file)\n{SWALLOWING}file.close()\n",
        f"file = open(path)\ndel file\n{SWALLOWING}",
        f"with open(path) as file:\n    file.read()\nfile = open(path)\nfile.close()\n{SWALLOWING}",
        f"r = redis.Redis()\n{SWALLOWING}r.aclose()\n",
        f"file = open(path)\n{SWALLOWING}group and file.close()\n",
        f"file = open(path)\n{SWALLOWING}[file.close() for _ in group]\n",
    ],
)
def test_clause_releases_nothing_that_is_not_certainly_its_own(tmp_path: Path, body: str) -> None:
    assert steps(tmp_path, body) == []


def test_acquisition_as_the_first_statement_of_the_try_is_certain(tmp_path: Path) -> None:
    body = "try:\n    file = open(path)\n    await work()\nexcept:\n    pass\nfile.close()\n"

    assert steps(tmp_path, body) == ["file.close()\n"]


def test_what_was_acquired_last_is_released_first(tmp_path: Path) -> None:
    body = (
        "await LOCK.acquire()\nfile = open(path)\nr = redis.Redis()\n"
        f"{SWALLOWING}file.close()\nawait r.aclose()\nLOCK.release()\n"
    )

    index, file = function_with(tmp_path, body)
    found = releases(place_of(file, last_function(file), None), index)

    assert [(step.code, step.awaits) for step in found] == [
        ("await r.aclose()\n", 1),
        ("file.close()\n", 0),
        ("LOCK.release()\n", 0),
    ]


def test_outermost_clause_that_stops_the_cancellation_releases(tmp_path: Path) -> None:
    inner = indent(SWALLOWING, "    ")
    body = f"await LOCK.acquire()\ntry:\n    await work()\n{inner}except BaseException:\n    print()\nLOCK.release()\n"
    index, file = function_with(tmp_path, body)
    function = last_function(file)
    outer, inside = (node for node in ast.walk(function) if isinstance(node, ast.Try))

    assert [step.code for step in releases(Place(file, (function,), None, outer, None, None), index)] == [
        "LOCK.release()\n"
    ]
    assert releases(Place(file, (function,), None, inside, None, None), index) == []


def test_tasks_that_a_wait_leaves_are_cancelled(tmp_path: Path) -> None:
    body = (
        "one = asyncio.create_task(path())\ntwo = asyncio.create_task(group())\n"
        "try:\n    done, pending = await asyncio.wait([one, two], return_when=asyncio.FIRST_COMPLETED)\n"
        "except:\n    return\nfor task in pending:\n    task.cancel()\n"
    )

    assert steps(tmp_path, body) == ["two.cancel()\n", "one.cancel()\n"]


def test_sync_function_is_not_cancelled(tmp_path: Path) -> None:
    body = "file = open(path)\ntry:\n    work()\nexcept:\n    pass\nfile.close()\n"

    assert steps(tmp_path, body, "def handle(path):") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("file = open(path)\nawait work()\nfile.close()\n", [("file", True)]),
        ("file = open(path)\nawait work()\n", [("file", False)]),
        ("file = open(path)\nawait work()\nif group:\n    return\nfile.close()\n", [("file", False)]),
        (
            "file = open(path)\ntry:\n    await work()\nexcept OSError:\n    file.close()\nfile.close()\n",
            [("file", True)],
        ),
        ("file = open(path)\nasync for one in path:\n    pass\nfile.close()\n", [("file", True)]),
        ("file = open(path)\nasync with path:\n    pass\nfile.close()\n", [("file", True)]),
        ("file = open(path)\nfile.close()\nawait work()\n", []),
        ("file = open(path)\nfile.read()\nfile.close()\n", []),
        ("await work()\nfile = open(path)\nfile.close()\n", []),
        ("file = open(path)\nawait work(file)\n", []),
        ("task = asyncio.create_task(path())\nawait task\n", []),
        ("task = asyncio.create_task(path())\nawait work()\nawait task\n", [("task", True)]),
        ("one = asyncio.create_task(path())\nawait asyncio.gather(one, group())\n", []),
        ("file = open(path)\ntry:\n    await work()\nexcept BaseException:\n    file.close()\n    raise\n", []),
        (
            "r = redis.Redis()\npubsub = r.pubsub()\nawait work()\nawait pubsub.aclose()\n",
            [("r", False), ("pubsub", True)],
        ),
        (
            "session = aiohttp.ClientSession()\nanswer = await session.get(path)\nawait session.close()\n",
            [("session", True)],
        ),
        ("await LOCK.acquire()\nawait LOCK.acquire()\nLOCK.release()\n", []),
    ],
)
def test_leaks_are_told_from_what_is_released(tmp_path: Path, body: str, expected: list[tuple[str, bool]]) -> None:
    assert leaking(tmp_path, body) == expected


CONSUMER = f"""\
import asyncio
import redis.asyncio as redis
{ASYNC}

class Chat(AsyncWebsocketConsumer):
    def __init__(self):
        self.lock = asyncio.Lock()
        self.client = None
        self.group = "room"

    async def receive(self, text_data):
        BODY

    async def other(self):
        REST
"""


def consumer_steps(root: Path, body: str, rest: str = "pass") -> list[str]:
    """What the clause of the try statement in a consumer's handler has to do."""
    text = CONSUMER.replace("BODY", indent(body, " " * 8).strip()).replace("REST", rest)
    index = project(root, {"a.py": text}, knowledge())
    file = module(index, root, "a.py")
    cls = file.classes["Chat"]
    function = cls.method("receive")
    assert function is not None
    return [step.code for step in releases(place_of(file, function, cls), index)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("await self.lock.acquire()", "self.lock.release()", "self.lock.release()"),
        ("lock = self.lock\nawait lock.acquire()", "lock.release()", "lock.release()"),
        ("self.client = redis.Redis()", "await self.client.aclose()", "await self.client.aclose()"),
        (
            "await self.channel_layer.group_add(self.group, self.channel_name)",
            "await self.channel_layer.group_discard(self.group, self.channel_name)",
            "await self.channel_layer.group_discard(self.group, self.channel_name)",
        ),
        (
            'await self.channel_layer.group_add(f"{self.group}-1", self.channel_name)',
            'await self.channel_layer.group_discard(f"{self.group}-1", self.channel_name)',
            'await self.channel_layer.group_discard(f"{self.group}-1", self.channel_name)',
        ),
    ],
)
def test_clause_releases_what_the_consumer_holds_meanwhile(
    tmp_path: Path, before: str, after: str, expected: str
) -> None:
    assert consumer_steps(tmp_path, f"{before}\n{SWALLOWING}{after}\n") == [f"{expected}\n"]


@pytest.mark.parametrize(
    ("body", "rest"),
    [
        (f"self.client = redis.Redis()\n{SWALLOWING}", "await self.client.aclose()"),
        (f"self.client = redis.Redis()\n{SWALLOWING}await self.client.aclose()", "self.client = None"),
        (f"await self.lock.acquire()\n{SWALLOWING}", "self.lock.release()"),
        (f"await self.lock.acquire()\n{SWALLOWING}self.lock.release()", "self.lock = text_data"),
        (f"await self.other_lock.acquire()\n{SWALLOWING}self.other_lock.release()", "pass"),
        (f"await self.channel_layer.group_add('a', self.channel_name)\n{SWALLOWING}", "pass"),
        (
            (
                f"await self.channel_layer.group_add(self.group, self.channel_name)\nself.group = 'b'\n{SWALLOWING}"
                "await self.channel_layer.group_discard(self.group, self.channel_name)"
            ),
            "pass",
        ),
    ],
)
def test_clause_leaves_what_the_consumer_keeps(tmp_path: Path, body: str, rest: str) -> None:
    assert consumer_steps(tmp_path, body, rest) == []


WORK = "await work()\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"file = open(path)\n{WORK}file.close()\n", f"with open(path) as file:\n    {WORK}"),
        (f"file = open(path)\n{WORK}file.close()\nprint()\n", f"with open(path) as file:\n    {WORK}print()\n"),
        (
            f"file = await aiofiles.open(path)\n{WORK}await file.close()\n",
            f"async with aiofiles.open(path) as file:\n    {WORK}",
        ),
        (f"r = redis.from_url(path)\n{WORK}await r.aclose()\n", f"async with redis.from_url(path) as r:\n    {WORK}"),
        (f"await LOCK.acquire()\n{WORK}LOCK.release()\n", f"async with LOCK:\n    {WORK}"),
        (f"THREAD_LOCK.acquire()\n{WORK}THREAD_LOCK.release()\n", f"with THREAD_LOCK:\n    {WORK}"),
        (
            f"client = httpx.AsyncClient()\n{WORK}await client.aclose()\n",
            f"async with httpx.AsyncClient() as client:\n    {WORK}",
        ),
        (
            (
                f"pool = await asyncpg.create_pool(path)\nconn = await pool.acquire()\n{WORK}"
                "await pool.release(conn)\nawait pool.close()\n"
            ),
            f"async with asyncpg.create_pool(path) as pool:\n    async with pool.acquire() as conn:\n        {WORK}",
        ),
        (
            f"file = open(path)\n{SWALLOWING}file.close()\n",
            f"with open(path) as file:\n{indent(SWALLOWING, '    ')}",
        ),
        (
            f"for one in path:\n    file = open(one)\n    {WORK}    file.close()\n",
            f"for one in path:\n    with open(one) as file:\n        {WORK}",
        ),
        (
            f"file = open(path)\n{WORK}if not group:\n    return await group(file)\nfile.close()\n",
            f"file = open(path)\n{WORK}if not group:\n    return await group(file)\nfile.close()\n",
        ),
        (
            f"file = open(path)\n{WORK}if not group:\n    return None\nfile.close()\n",
            f"with open(path) as file:\n    {WORK}    if not group:\n        return None\n",
        ),
        (
            f"one = open(path)\n{WORK}one.close()\none = open(group)\n{WORK}one.close()\n",
            f"with open(path) as one:\n    {WORK}with open(group) as one:\n    {WORK}",
        ),
        (
            f"one = open(path)\ntwo = open(group)\n{WORK}one.close()\n{WORK}two.close()\n",
            f"with open(path) as one:\n    two = open(group)\n    {WORK}{WORK}two.close()\n",
        ),
    ],
)
def test_with_statement_takes_the_place_of_acquisition_and_release(tmp_path: Path, before: str, after: str) -> None:
    assert managed(tmp_path, before) == after


@pytest.mark.parametrize(
    "body",
    [
        f"file = open(path)\n{WORK}file.close()\nprint(file.name)\n",
        f"file = None\nfile = open(path)\n{WORK}file.close()\n",
        f"file = open(path)\n{WORK}return file\n",
        f"file = open(path)\n{WORK}",
        "file = open(path)\nfile.close()\n",
        "file = open(path)\nfile.read()\nfile.close()\n",
        f"file = open(path)\n{WORK}if group:\n    file.close()\n",
        f"if group:\n    file = open(path)\n{WORK}file.close()\n",
        f"for one in path:\n    file = open(one)\n    {WORK}    if one:\n        break\n    file.close()\n",
        f"file = open(path)\n{WORK}if group:\n    return file.read()\nfile.close()\n",
        f"file = open(path)\nlines = map(str, file)\n{WORK}if group:\n    return lines\nfile.close()\n",
        f"session = Session()\nquery = session.query(path)\n{WORK}if group:\n    return query\nawait session.close()\n",
        f"folder = tempfile.TemporaryDirectory()\n{WORK}folder.cleanup()\n",
        f"conn = sqlite3.connect(path)\n{WORK}conn.close()\n",
        f"conn = await asyncpg.connect(path)\n{WORK}await conn.close()\n",
        f"conn = await psycopg.AsyncConnection.connect(path)\n{WORK}await conn.close()\n",
        f"pool = await asyncpg.create_pool(path)\n{WORK}pool.terminate()\n",
        f"_, writer = await asyncio.open_connection(path, 1)\n{WORK}writer.close()\n",
        f"process = subprocess.Popen(path)\n{WORK}process.terminate()\n",
        f"task = asyncio.create_task(path())\n{WORK}task.cancel()\n",
        f"pool = concurrent.futures.ThreadPoolExecutor()\n{WORK}pool.shutdown()\n",
        "session = aiohttp.ClientSession()\nanswer = await session.get(path)\nanswer.close()\n",
        f"ws = await websockets.connect(path)\n{WORK}await ws.close(1001)\n",
        f"await LOCK.acquire()\n{WORK}if group:\n    LOCK.release()\n    return\nLOCK.release()\n",
        f"file: io.IOBase = open(path)\n{WORK}file.close()\n",
        f"file = anything(path)\n{WORK}file.close()\n",
        f"file = open(path)\n{WORK}(\n    file.close()  # flushes\n)\n",
        f"path.file = open(path)\n{WORK}path.file.close()\n",
        f"file = open(path)\ntry:\n    {WORK}finally:\n    file.close()\n",
    ],
)
def test_other_shapes_get_no_with_statement(tmp_path: Path, body: str) -> None:
    assert managed(tmp_path, body) == body


def test_what_a_with_statement_releases_needs_no_step(tmp_path: Path) -> None:
    body = f"file = open(path)\nconn = sqlite3.connect(path)\n{SWALLOWING}conn.close()\nfile.close()\n"
    index, file = function_with(tmp_path, body)
    place = place_of(file, last_function(file), None)

    found = managers_at(place, index)

    assert [one.key for one in found] == ["file"]
    assert [step.code for step in releases(place, index, {one.key for one in found})] == ["conn.close()\n"]


def test_with_statement_elsewhere_is_none_of_the_clause(tmp_path: Path) -> None:
    index, file = function_with(tmp_path, f"file = open(path)\n{WORK}file.close()\n{SWALLOWING}")

    assert managers_at(place_of(file, last_function(file), None), index) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("file.close()", True),
        ("conn.close()", True),
        ("writer.close()", True),
        ("os.remove(path)", True),
        ("LOCK.release()", True),
        ("CLIENT.aclose()", True),
        ("pool.release(conn)", True),
        ("get_channel_layer().group_discard(group, path)", True),
        ("file.read()", False),
        ("path.close()", False),
        ("LOCK.acquire()", False),
        ("anything.close()", False),
        ("print(file)", False),
        ("path()()", False),
    ],
)
def test_release_is_recognised(tmp_path: Path, line: str, expected: bool) -> None:
    body = (
        f"file = open(path)\nconn = sqlite3.connect(path)\n_, writer = await asyncio.open_connection(path, 1)\n{line}\n"
    )
    index, file = function_with(tmp_path, body)
    function = last_function(file)
    statement = function.body[-1]
    assert isinstance(statement, ast.Expr)
    assert isinstance(statement.value, ast.Call)

    assert is_release(statement.value, index, file, (function,)) is expected


def test_table_names_what_it_speaks_of() -> None:
    names = [kind.name for kind in kinds()]
    owners = {method.rpartition(".")[0] for kind in kinds() for method in kind.methods}

    assert len(names) == len(set(names))
    assert owners <= set(names)
    assert {name for hold in holds() for name in hold.of} <= set(names)
    assert [kind.name for kind in kinds() if kind.exits - {*kind.own_releases, *kind.owner_releases}] == []


STANDARD = sorted(
    name
    for kind in kinds()
    for name in (*kind.functions, *kind.freeing)
    if name.partition(".")[0]
    in {"asyncio", "builtins", "codecs", "gzip", "io", "os", "pathlib", "tempfile", "threading"}
)


@pytest.mark.parametrize("name", STANDARD)
def test_functions_of_the_standard_library_exist(name: str) -> None:
    source, _, attribute = name.removesuffix(".cwd").removesuffix(".home").rpartition(".")

    assert callable(getattr(importlib.import_module(source), attribute))


def test_what_was_acquired_before_is_not_released_inside_of_a_with_statement(tmp_path: Path) -> None:
    body = f"conn = sqlite3.connect(path)\nfile = open(path)\n{SWALLOWING}file.close()\nconn.close()\n"
    index, file = function_with(tmp_path, body)
    place = place_of(file, last_function(file), None)

    assert managers_at(place, index) == []
    assert [step.code for step in releases(place, index)] == ["file.close()\n", "conn.close()\n"]


@pytest.mark.parametrize(
    "body",
    [
        f"file = open(path)\n{SWALLOWING}if file and group:\n    file.close()\n",
        f"with contextlib.suppress(OSError):\n    file = open(path)\n{SWALLOWING}file.close()\n",
        f"async with anything():\n    await LOCK.acquire()\n{SWALLOWING}LOCK.release()\n",
        f"match path:\n    case 1:\n        file = open(path)\n{SWALLOWING}file.close()\n",
        f"while group:\n    file = open(path)\n    break\n{SWALLOWING}file.close()\n",
        f"while 1:\n    f = open(path)\n{indent(SWALLOWING.replace('pass', 'continue'), '    ')}    f.close()\n",
        f"file = other = open(path)\n{SWALLOWING}file.close()\n",
        f"if file := open(path):\n    pass\n{SWALLOWING}file.close()\n",
        f"folder = tempfile.mkdtemp()\nshutil.rmtree(folder)\nawait work()\n{SWALLOWING}",
    ],
)
def test_clause_releases_nothing_that_may_not_be_there(tmp_path: Path, body: str) -> None:
    assert steps(tmp_path, body) == []


def test_executor_is_not_waited_for(tmp_path: Path) -> None:
    body = f"pool = concurrent.futures.ThreadPoolExecutor()\n{SWALLOWING}pool.shutdown()\n"

    assert steps(tmp_path, body) == ["pool.shutdown(wait=False)\n"]


HELPERS = """\
import aiohttp
import aiosqlite


def make():
    return aiohttp.ClientSession()


async def make_later():
    return aiohttp.ClientSession()


async def connect():
    return await aiosqlite.connect("a")


def choose(one):
    if one:
        return one
    return aiohttp.ClientSession()


@cached
def shared():
    return aiohttp.ClientSession()


def stored():
    session = aiohttp.ClientSession()
    return session
"""


def made_by(root: Path, call: str) -> tuple[list[str], str]:
    """What a clause has to do about something that a helper of another module makes, and the function after it."""
    text = f"import helpers\n\n\nasync def main():\n    made = {call}\n    await work()\n    await made.close()\n"
    index = project(root, {"a.py": text, "helpers.py": HELPERS}, knowledge())
    file = module(index, root, "a.py")
    leaks = leaks_of(last_function(file), file, None, (), index)
    found = as_context_managers(last_function(file), file, None, (), index)
    after = rewrite(text, [edit for one in found for edit in one.edits], ())
    return [leak.release.code for leak in leaks if leak.release], after.partition("main():\n")[2]


@pytest.mark.parametrize(
    ("call", "header"),
    [
        ("helpers.make()", "async with helpers.make() as made:"),
        ("await helpers.make_later()", "async with await helpers.make_later() as made:"),
    ],
)
def test_helper_that_makes_a_resource_is_followed(tmp_path: Path, call: str, header: str) -> None:
    assert made_by(tmp_path, call) == (["await made.close()\n"], f"    {header}\n        await work()\n")


def test_connection_that_a_helper_has_opened_is_not_opened_again(tmp_path: Path) -> None:
    release, after = made_by(tmp_path, "await helpers.connect()")

    assert release == ["await made.close()\n"]
    assert "async with" not in after


@pytest.mark.parametrize("name", ["choose(1)", "shared()", "stored()", "unknown()"])
def test_helper_that_may_give_what_others_use_is_not_followed(tmp_path: Path, name: str) -> None:
    assert made_by(tmp_path, f"helpers.{name}")[0] == []
