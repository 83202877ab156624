"""Which loops are found, what is said of those that are not moved, and what is left of those that are."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from channels.testing import WebsocketCommunicator
from corpus import FOLDER, load
from oracle import executed
from trees import ASYNC, write

from channels_fix.engine import fix_text, run
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Applicability, Finding

ONLY = Settings(select=("SC006",))


def found(name: str) -> Finding:
    """The finding in a case that does not change."""
    case = load(FOLDER / "SC006" / f"stays_{name}.py")
    (finding,) = fix_text(case.before, ONLY, Path("/nowhere", case.path.name)).findings
    return finding


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("http_stream", "`http_request` ends the consumer when `handle` is done"),
        (
            "sync_consumer",
            "a `threading.Event` is set, and set that in `disconnect()`; or make Consumer an async consumer",
        ),
        ("raw_consumer", "cancel and await it in `websocket_disconnect()` before that raises StopConsumer"),
        ("loop_is_not_the_last", "the loop is not the last statement of the handler"),
        ("loop_blocks_the_event_loop", "the loop blocks the event loop"),
        ("loop_waits_in_the_thread", "the loop blocks the event loop"),
        ("loop_swallows_its_cancellation", "the loop catches CancelledError and goes on"),
        ("loop_suppresses_its_cancellation", "the loop suppresses CancelledError"),
        ("loop_calls_disconnect", "the loop calls `disconnect()`, which would wait for the loop"),
        ("loop_ends_the_consumer_itself", "the loop raises an exception that is meant for Channels"),
        ("heir_hides_disconnect", "Consumer.disconnect does not call `super().disconnect()`"),
        ("heir_waits_for_the_handler", "Consumer.connect waits for the handler"),
        ("decorated_handler", "the handler is no plain async method"),
        ("websocket_disconnect_without_disconnect", "Consumer.websocket_disconnect does not call `disconnect()`"),
        ("dispatch_handles_errors", "Consumer.dispatch handles errors"),
        ("name_set_only_sometimes", "`line` may not be set where the loop begins"),
    ],
)
def test_fault_is_shown_with_what_to_do(name: str, reason: str) -> None:
    finding = found(name)

    assert finding.applicability is Applicability.DISPLAY
    assert reason in finding.reason


@pytest.mark.skipif(sys.version_info < (3, 11), reason="task groups came with 3.11")
def test_task_group_is_waited_for() -> None:
    assert found("task_group_that_is_awaited").message.startswith(
        "Consumer.connect: the loop in `Consumer.ticks` keeps"
    )


def test_message_names_the_heirs() -> None:
    assert found("heir_hides_disconnect").message.endswith("outlives its client (in Consumer)")


def result(body: str, imports: str = ASYNC, bases: str = "AsyncWebsocketConsumer") -> FileResult:
    text = f"import asyncio\nimport itertools\nimport time\n{imports}\n\nclass Chat({bases}):\n{body}"
    return fix_text(text.encode(), ONLY, Path("chat.py"))


CONSEQUENCE = "keeps the disconnect from being dispatched, so the consumer outlives its client"
CONNECT = "    async def connect(self):\n"


ENDED_BY_OTHERS = """\
        while True:
            await self.send(await self.queue.get())
-----
        while not self.socket.closed:
            await asyncio.sleep(1)
        self.socket = None
-----
        for number in itertools.count():
            await self.send(str(number))
-----
        while await self.rds.blpop(self.key):
            await self.send('x')
-----
        while line := await self.process.stdout.readline():
            await self.send(line)
-----
        while True:
            data = await self.socket.recv()
            if not data:
                break
-----
        while (result := await job.state()) != 'done':
            await asyncio.sleep(1)
-----
        while not job.ready():
            await asyncio.sleep(1)
-----
        while True:
            try:
                await self.send('x')
                await asyncio.sleep(1)
            except Exception:
                break
-----
        async for piece in chain.astream(text):
            await self.send(piece)
-----
        async for piece in await client.create(stream=True):
            await self.send(piece)
-----
        async with client.stream() as stream:
            async for text in stream.text_stream:
                await self.send(text)
-----
        for line in iter(process.stdout.readline, b''):
            await self.send(line)
-----
        async with session.ws_connect(url) as ws:
            async for piece in ws:
                await self.send(piece)
-----
        task = asyncio.create_task(self.ticks())
        await task

    async def ticks(self):
        while True:
            await asyncio.sleep(1)
-----
        while True:
            await asyncio.sleep(1)
            if self.gone:
                return

    async def disconnect(self, code):
        self.gone = True
"""


@pytest.mark.parametrize("body", ENDED_BY_OTHERS.split("-----\n"))
def test_loop_that_others_end_is_found(body: str) -> None:
    assert len(result(CONNECT + body).findings) == 1


ENDING = """\
        while chunk := await file.read(10):
            await self.send(chunk)
-----
        async for chunk in file:
            await self.send(chunk)
-----
        async for row in Row.objects.all():
            await self.send(row)
-----
        async for piece in await client.create(stream=False):
            await self.send(piece)
-----
        for page in paginator:
            await self.send(page)
-----
        while text:
            await self.send(text[:10])
            text = text[10:]
-----
        while self.position < self.length:
            self.position += 1
            await asyncio.sleep(1)
-----
        while True:
            row = await cursor.fetchone()
            if row is None:
                break
            await self.send(row)
            await asyncio.sleep(1)
-----
        while True:
            await asyncio.sleep(1)
            if time.time() - start > 10:
                break
-----
        while pending:
            done, pending = await asyncio.wait(pending)
            await asyncio.sleep(1)
-----
        while rows:
            await self.send(rows)
            last = rows[-1]
            rows = await fetch_after(last)
            await asyncio.sleep(1)
-----
        work = asyncio.create_task(job.run())
        while not work.done():
            await self.send("working")
            await asyncio.sleep(1)
-----
        while message:
            await self.send(message.text)
            message = await store.get_message(message.parent)
-----
        while left > 0 and not job.ready():
            left -= 1
            await asyncio.sleep(1)
-----
        while True:
            async with asyncio.timeout(10):
                await self.send(await queue.get())
-----
        while True:
            key = self.new_key()
            if key not in self.keys:
                break
-----
        while not done:
            done = await self.step()
-----
        while True:
            value = await ask()
            try:
                number = int(value)
                break
            except ValueError:
                continue
-----
        while node:
            await self.send(node.text)
            node = node.next
-----
        await asyncio.wait_for(self.loop(), timeout=5)

    async def loop(self):
        while True:
            await asyncio.sleep(1)
-----
        asyncio.create_task(self.loop())

    async def loop(self):
        while True:
            await asyncio.sleep(1)
"""


@pytest.mark.parametrize("body", ENDING.split("-----\n"))
def test_loop_that_ends_by_itself_is_not_found(body: str) -> None:
    assert result(CONNECT + body).findings == ()


def test_handler_of_a_layer_message_is_told_by_the_type_that_is_sent() -> None:
    body = (
        "    async def connect(self):\n        await self.channel_layer.group_send('a', {'type': 'chat.go'})\n\n"
        "    async def chat_go(self, event):\n        while True:\n            await asyncio.sleep(1)\n\n"
        "    async def chat_stop(self, event):\n        while True:\n            await asyncio.sleep(1)\n"
    )
    (finding,) = result(body).findings

    assert finding.message.startswith("Chat.chat_go: ")


def test_loop_in_another_file_is_found_there(tmp_path: Path) -> None:
    pump = "async def pump(consumer):\n    while True:\n        await consumer.send(await consumer.queue.get())\n"
    chat = (
        f"{ASYNC}from pumps import pump\n\n\nclass Chat(AsyncWebsocketConsumer):\n"
        "    async def connect(self):\n        await pump(self)\n"
    )
    write(tmp_path, {"pumps.py": pump, "chat.py": chat})
    (one,) = run([tmp_path], ONLY).results

    assert one.path.name == "pumps.py"
    assert [finding.message for finding in one.findings] == [f"Chat.connect: the loop in `pump` {CONSEQUENCE}"]
    assert "stand in two files" in one.findings[0].reason


def test_loop_that_two_handlers_run_is_not_moved() -> None:
    body = (
        f"{CONNECT}        await self.loop()\n\n    async def receive(self, text_data):\n        await self.loop()\n\n"
        "    async def loop(self):\n        while True:\n            await asyncio.sleep(1)\n"
    )
    (finding,) = result(body).findings

    assert "several handlers run the loop" in finding.reason


def test_counter_that_is_only_counted_is_handed_over() -> None:
    body = f"{CONNECT}        n = 0\n        while True:\n            n += 1\n            await asyncio.sleep(1)\n"
    after = fix_text(result(body).before, Settings(select=("SC006",), unsafe_fixes=True), Path("chat.py")).after

    assert b"self._connect_loop(n))" in (after or b"")


FINALLY = """
    async def connect(self):
        await self.accept()
        self.log = []
        type(self).last = self
        try:
            while True:
                await asyncio.sleep(0.01)
        finally:
            await asyncio.sleep(0)
            self.log.append("cleaned up")

    async def disconnect(self, code):
        self.log.append("disconnected")
"""
FAILS = """
    async def connect(self):
        await self.accept()
        while True:
            await asyncio.sleep(0)
            await self.scope["nothing"]
"""


def fixed(body: str) -> bytes:
    return fix_text(result(body).before, Settings(select=("SC006",), unsafe_fixes=True), Path("chat.py")).after or b""


async def visit(consumer: type) -> set[asyncio.Task[object]]:
    """Connect, leave, and give back the tasks that are left."""
    communicator = WebsocketCommunicator(consumer.as_asgi(), "/")  # type: ignore[attr-defined]
    before = asyncio.all_tasks()
    await communicator.connect()
    await asyncio.sleep(0.03)
    await communicator.disconnect()
    await communicator.wait()
    return asyncio.all_tasks() - before


def test_no_task_is_left_and_the_clean_up_of_the_loop_has_run() -> None:
    with executed(fixed(FINALLY)) as module:
        assert asyncio.run(visit(module.Chat)) == set()
        assert module.Chat.last.log == ["cleaned up", "disconnected"]


def test_error_of_the_loop_is_raised_when_the_client_leaves() -> None:
    with executed(fixed(FAILS)) as module, pytest.raises(KeyError, match="nothing"):
        asyncio.run(visit(module.Chat))


def test_disconnect_before_the_connection_is_harmless() -> None:
    async def leave_at_once(consumer: type) -> None:
        communicator = WebsocketCommunicator(consumer.as_asgi(), "/")  # type: ignore[attr-defined]
        await communicator.send_input({"type": "websocket.disconnect", "code": 1006})
        await communicator.wait()

    with executed(fixed(FAILS)) as module:
        asyncio.run(leave_at_once(module.Chat))


def test_loop_is_not_moved_where_python_has_no_tasks(tmp_path: Path) -> None:
    source = (
        "import asyncio\n\nfrom channels.generic.websocket import AsyncWebsocketConsumer\n\n\n"
        "class Clock(AsyncWebsocketConsumer):\n    async def connect(self):\n        while True:\n"
        "            await asyncio.sleep(1)\n"
    )
    (tmp_path / "setup.cfg").write_text("[options]\npython_requires = >=3.6\n")
    old = fix_text(source.encode(), ONLY, tmp_path / "clock.py")
    (tmp_path / "setup.cfg").write_text("[options]\npython_requires = >=3.7\n")
    new = fix_text(source.encode(), ONLY, tmp_path / "clock.py")
    assert old.findings[0].fix is None
    assert old.findings[0].reason.endswith(
        "not done here: the project runs on Python 3.6 or later, where `asyncio.create_task` is unknown"
    )
    assert new.findings[0].fix is not None


def test_loop_that_blocked_the_event_loop_is_moved_in_the_same_run() -> None:
    case = load(FOLDER / "SC006" / "stays_loop_blocks_the_event_loop.py")
    settings = Settings(select=("AV002", "SC006"), unsafe_fixes=True)
    path = Path("/nowhere", case.path.name)
    after = fix_text(case.before, settings, path).after or b""
    assert b"self.connect_task = asyncio.create_task(self._connect_loop())" in after
    assert fix_text(after, settings, path).after is None
