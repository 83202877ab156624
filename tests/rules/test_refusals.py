"""What is reported and not changed, with the reason; and what is too uncertain even to report."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import ASYNC

from channels_fix.engine import fix_text
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Applicability

SYNC = "from channels.generic.websocket import WebsocketConsumer\n"
THREADS = "from asgiref.sync import async_to_sync\nfrom channels.db import database_sync_to_async\n"
SWALLOW = "        try:\n            {}\n        except Exception:\n            pass\n"
BASE = "AsyncWebsocketConsumer"
DISPATCH = "    async def dispatch(self, message):\n"
QUIET = "    async def quiet(self, awaitable):\n" + SWALLOW.format("await awaitable")
CLEAN_UP = "    async def disconnect(self, code):\n        await leave()\n"


def result(root: Path, body: str, bases: str = BASE, imports: str = ASYNC) -> FileResult:
    text = f"{imports}\n\nclass Chat({bases}):\n{body}"
    return fix_text(text.encode(), Settings(select=("SC",)), root / "a.py")


HANDLER = "websocket_disconnect"
SAVE = "        await self.save()\n"
CALLS_QUIET = f"{DISPATCH}        await self.quiet(super().dispatch(message))\n"
CONDITIONAL_EXIT = """\
        try:
            await super().dispatch(message)
        finally:
            if message:
                return
"""
NOT_NAMED = "the method does not name the message that it handles, so its type cannot be tested"
SUPPRESSED = "this context manager suppresses StopConsumer: catch the errors that you expect with try/except instead"
IN_A_STACK = """\
        with contextlib.ExitStack() as stack:
            stack.enter_context(contextlib.suppress(Exception))
            await super().dispatch(message)
"""


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (f"{DISPATCH}{IN_A_STACK}", SUPPRESSED),
        (
            "    async def dispatch(self, *args):\n" + SWALLOW.format("await super().dispatch(*args)") + SAVE,
            NOT_NAMED,
        ),
        (
            f"{DISPATCH}        message = dict(message)\n" + SWALLOW.format("await super().dispatch(message)") + SAVE,
            NOT_NAMED,
        ),
        (
            DISPATCH + CONDITIONAL_EXIT,
            "the exit from `finally` is not its last statement: take it out by hand",
        ),
    ],
    ids=["exit stack", "only a tuple of arguments", "message bound again", "exit under a condition"],
)
def test_fault_that_is_not_mended_says_why(body: str, reason: str, tmp_path: Path) -> None:
    found = result(tmp_path, body, imports=f"import contextlib\n{ASYNC}")
    assert [(finding.applicability, finding.fix, finding.reason) for finding in found.findings] == [
        (Applicability.DISPLAY, None, reason)
    ]
    assert found.after is None


def test_message_says_what_stops_the_exception(tmp_path: Path) -> None:
    body = f"{DISPATCH}        with contextlib.suppress(Exception):\n            await super().dispatch(message)\n"
    (finding,) = result(tmp_path, body, imports=f"import contextlib\n{ASYNC}").findings
    assert finding.message.startswith("Chat.dispatch: `contextlib.suppress` stops StopConsumer")


def test_helper_that_does_not_know_the_message_is_left_to_a_person(tmp_path: Path) -> None:
    found = result(tmp_path, f"{CALLS_QUIET}{QUIET}{CLEAN_UP}")
    reason = "the handler does not know which message it handles: let it raise the error again"
    assert [(finding.code, finding.reason) for finding in found.left] == [("SC004", reason)]
    assert [finding.code for finding in found.fixed] == ["SC001"]


@pytest.mark.parametrize(
    ("body", "bases", "imports"),
    [
        (f"{CALLS_QUIET}{QUIET}", BASE, ASYNC),
        (
            f"{CALLS_QUIET}    @staticmethod\n{QUIET.replace('self, ', '')}",
            BASE,
            ASYNC,
        ),
        (DISPATCH + SWALLOW.format("await AsyncWebsocketConsumer.dispatch(self, message)"), BASE, ASYNC),
        (
            DISPATCH + SWALLOW.format("await getattr(self, get_handler_name(message))(message)"),
            BASE,
            f"from channels.consumer import get_handler_name\n{ASYNC}",
        ),
        (
            DISPATCH + SWALLOW.format("await getattr(self, message.get('type').replace('.', '_'))(message)"),
            BASE,
            ASYNC,
        ),
        (
            DISPATCH + SWALLOW.format("await database_sync_to_async(self.websocket_disconnect)(message)"),
            "WebsocketConsumer",
            THREADS + SYNC,
        ),
        (
            "    @database_sync_to_async\n    def dispatch(self, message):\n"
            + SWALLOW.format("async_to_sync(super().dispatch)(message)"),
            "WebsocketConsumer",
            THREADS + SYNC,
        ),
        (
            DISPATCH
            + SWALLOW.format("await self.handled(message)")
            + f"    @database_sync_to_async\n    def handled(self, message):\n        self.{HANDLER}(message)\n",
            "WebsocketConsumer",
            THREADS + SYNC,
        ),
        (
            "    def websocket_disconnect(self, message):\n" + SWALLOW.format("super().websocket_disconnect(message)"),
            "WebsocketConsumer",
            THREADS + SYNC,
        ),
    ],
    ids=[
        "method",
        "static method",
        "base class by name",
        "look-up by the library",
        "look-up by the type",
        "in a thread",
        "from a thread",
        "method in a thread",
        "sync handler",
    ],
)
def test_every_way_to_the_disconnect_is_followed(body: str, bases: str, imports: str, tmp_path: Path) -> None:
    found = result(tmp_path, body, bases, imports)
    assert "SC001" in [finding.code for finding in found.fixed]


@pytest.mark.parametrize(
    ("body", "bases"),
    [
        (f"{CALLS_QUIET}    @unknown\n{QUIET}", BASE),
        (CALLS_QUIET, f"make(), {BASE}"),
        (f"{CALLS_QUIET}    quiet = make()\n", BASE),
        (DISPATCH + SWALLOW.format("await getattr(self, message.other)(message)"), BASE),
        (DISPATCH + SWALLOW.format("await self.other.dispatch(message)"), BASE),
        (DISPATCH + SWALLOW.format("await Other.dispatch(self, message)"), BASE),
        ("    async def dispatch(self, request, pk):\n" + SWALLOW.format("await super().dispatch()"), BASE),
        ("    async def dispatch():\n" + SWALLOW.format("await super().dispatch()"), BASE),
        ("    def dispatch(self, message):\n" + SWALLOW.format("return super().dispatch(message)"), BASE),
        (
            DISPATCH
            + "".join(f"        if x{number}:\n            y{number} = 1\n" for number in range(9))
            + SWALLOW.format("await super().dispatch(message)"),
            BASE,
        ),
    ],
    ids=[
        "unknown decorator",
        "unknown base class",
        "unknown method",
        "unknown name",
        "unknown object",
        "unknown class",
        "more arguments",
        "no arguments",
        "plain function",
        "too many paths",
    ],
)
def test_what_cannot_be_followed_is_left_alone(body: str, bases: str, tmp_path: Path) -> None:
    assert result(tmp_path, body, bases).findings == ()
