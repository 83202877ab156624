"""SC002 over several files, what it refuses and why, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from trees import ASYNC, write

from channels_fix.engine import fix_text, run
from channels_fix.results import FileResult, Settings
from channels_fix.rule import Applicability

RAW = "from channels.consumer import AsyncConsumer, SyncConsumer\nfrom channels.exceptions import StopConsumer\n"
SYNC = "from channels.generic.websocket import WebsocketConsumer\n"
CONNECT = "    async def websocket_connect(self, event):\n        await self.send({'type': 'websocket.accept'})\n"
HANDLER = "    async def websocket_disconnect(self, event):\n"
SILENT = f"{HANDLER}        print('left')\n"
RAISING = f"{HANDLER}        raise StopConsumer()\n"


def found(root: Path, **files: str) -> list[str]:
    """What SC002 says about a project."""
    write(root, {f"{name}.py": text for name, text in files.items()})
    results = run([root], Settings(select=("SC002",))).results
    assert [one.error for one in results if one.error] == []
    return [f"{one.path.name}: {finding.message}" for one in results for finding in one.findings]


def result(root: Path, text: str) -> FileResult:
    return fix_text(text.encode(), Settings(select=("SC002",)), root / "a.py")


def test_handler_in_a_base_class_of_another_file_is_reported_once_with_those_it_hurts(tmp_path: Path) -> None:
    base = f"{RAW}\n\nclass Base(AsyncConsumer):\n{CONNECT}\n{SILENT}"
    heirs = "from base import Base\n\n\nclass Room(Base): ...\n\n\nclass News(Base): ...\n"
    assert found(tmp_path, base=base, heirs=heirs) == [
        "base.py: Base.websocket_disconnect: no path raises StopConsumer, so the consumer never ends (in News, Room)"
    ]


def test_handler_of_a_mixin_in_another_file_names_the_consumers(tmp_path: Path) -> None:
    mixin = f"class Presence:\n{SILENT}"
    consumer = f"{ASYNC}from mixin import Presence\n\n\nclass Chat(Presence, AsyncWebsocketConsumer): ...\n"
    assert found(tmp_path, mixin=mixin, consumer=consumer) == [
        "mixin.py: Presence.websocket_disconnect: no path raises StopConsumer, so the consumer never ends (in Chat)"
    ]


def test_mixin_that_no_consumer_has_is_nobody_s_fault(tmp_path: Path) -> None:
    assert found(tmp_path, mixin=f"class Presence:\n{SILENT}\n\nclass View(Presence): ...\n") == []


def test_raise_in_a_helper_of_another_file_is_found(tmp_path: Path) -> None:
    helper = "from channels.exceptions import StopConsumer\n\n\ndef end():\n    raise StopConsumer()\n"
    between = "from helper import end\n\n\ndef leave(consumer):\n    end()\n"
    consumer = f"{RAW}from between import leave\n\n\nclass Chat(AsyncConsumer):\n{HANDLER}        leave(self)\n"
    assert found(tmp_path, helper=helper, between=between, consumer=consumer) == []


def test_object_of_another_file_that_may_raise_is_unknown(tmp_path: Path) -> None:
    session = "class Session:\n    def end(self):\n        raise Stop\n"
    helper = f"from channels.exceptions import StopConsumer as Stop\n\n\n{session}"
    consumer = f"{RAW}import helper\n\n\nclass Chat(AsyncConsumer):\n{HANDLER}        self.session.end()\n"
    assert found(tmp_path, helper=helper, consumer=consumer) == []


def test_object_that_cannot_raise_is_no_excuse(tmp_path: Path) -> None:
    helper = "class Session:\n    def end(self):\n        print('end')\n"
    consumer = f"{RAW}import helper\n\n\nclass Chat(AsyncConsumer):\n{HANDLER}        self.session.end()\n"
    assert found(tmp_path, helper=helper, consumer=consumer) == [
        "consumer.py: Chat.websocket_disconnect: no path raises StopConsumer, so the consumer never ends"
    ]


def test_function_imported_inside_the_handler_is_looked_at(tmp_path: Path) -> None:
    helper = "from channels.exceptions import StopConsumer\n\n\ndef end():\n    raise StopConsumer()\n"
    handler = f"{HANDLER}        from helper import end\n        steps = [end]\n        steps[0]()\n"
    assert found(tmp_path, helper=helper, consumer=f"{RAW}\n\nclass Chat(AsyncConsumer):\n{handler}") == []


def test_awaited_task_that_may_raise_is_unknown(tmp_path: Path) -> None:
    body = f"{HANDLER}        await self.task\n\n    async def work(self):\n        raise StopConsumer()\n"
    assert found(tmp_path, a=f"{RAW}\n\nclass Chat(AsyncConsumer):\n{CONNECT}\n{body}") == []


def test_missing_handler_is_reported_at_the_class_that_begins_the_connection(tmp_path: Path) -> None:
    base = f"{RAW}\n\nclass Base(AsyncConsumer):\n{CONNECT}"
    heirs = f"{RAW}from base import Base\n\n\nclass Room(Base):\n{RAISING}\n\nclass News(Base): ...\n"
    assert found(tmp_path, base=base, heirs=heirs) == [
        "base.py: Base: no `websocket_disconnect` raises StopConsumer when the client leaves (in News)"
    ]


def test_some_paths_that_raise_are_told_from_none(tmp_path: Path) -> None:
    body = f"{HANDLER}        if self.room:\n            raise StopConsumer()\n"
    assert found(tmp_path, a=f"{RAW}\n\nclass Chat(AsyncConsumer):\n{body}") == [
        "a.py: Chat.websocket_disconnect: not every path raises StopConsumer, so the consumer never ends"
    ]


CALL = "    async def __call__(self, *args):\n        self.task = create_task(super().__call__(*args))\n"
GOES_ON = "goes on after it has called this method: raise StopConsumer in those that do not"
NOT_CALLABLE = "cannot be called from here: call it and end the consumer by hand"
OWN_DISCONNECT = f"""\
{ASYNC}

class Chat(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.left()

"""
RETURN_IN_TRY = """\
        try:
            if self.room:
                return
            self.room.leave()
        except Exception:
            print('failed')
"""
RETURN_IN_FINALLY = "        try:\n            pass\n        finally:\n            return\n"
HIDING = f"""\
class Base(AsyncConsumer):
{CONNECT}

class Ending:
{RAISING}

class Room(Base, Ending): ...


class News(Base): ...
"""
DEPENDENT = f"""\
class Base(AsyncConsumer):
{CONNECT}
{SILENT}

class News(Base): ...


class Room(Base):
{HANDLER}        await super().websocket_disconnect(event)
        self.rooms.clear()
        raise StopConsumer()
"""


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            f"{RAW}\n\nclass Chat(SyncConsumer):\n{SILENT}",
            "nothing awaits a handler of a SyncConsumer, so its code never runs: make it a plain function",
        ),
        (
            f"{RAW}\n\nclass Chat(AsyncConsumer):\n    async def websocket_disconnect(self):\n        print('left')\n",
            "Channels calls the handler with the message alone: give it that parameter",
        ),
        (
            f"{RAW}\n\nclass Chat(AsyncConsumer):\n{HANDLER}{RETURN_IN_FINALLY}",
            "not all of its paths can be mended: raise StopConsumer at the end of each",
        ),
        (
            f"{RAW}\n\n{HIDING}",
            "a handler here would hide the one that Room inherits: add it to the classes that lack it",
        ),
        (
            f"{RAW}\n\n{DEPENDENT}",
            f"Room.websocket_disconnect {GOES_ON}",
        ),
        (
            f"{OWN_DISCONNECT}{HANDLER}        event = event['code']\n",
            f"what a base class does in `websocket_disconnect` {NOT_CALLABLE}",
        ),
        (
            f"{OWN_DISCONNECT}{HANDLER}{RETURN_IN_TRY}",
            "a handler for errors is in the way of its last call: end the consumer on every path by hand",
        ),
    ],
)
def test_what_is_not_changed_has_its_reason(tmp_path: Path, text: str, reason: str) -> None:
    outcome = result(tmp_path, text)
    assert outcome.after is None
    assert [(one.applicability, one.reason) for one in outcome.findings] == [(Applicability.DISPLAY, reason)]


def test_disconnect_whose_work_the_handler_does_is_not_called_again(tmp_path: Path) -> None:
    text = (
        f"{SYNC}\n\nclass Chat(WebsocketConsumer):\n    def disconnect(self, code):\n        self.count.drop()\n\n"
        "    def websocket_disconnect(self, message):\n        self.count.drop()\n        self.room.leave()\n"
    )
    after = (result(tmp_path, text).after or b"").decode()
    assert after.endswith("        raise StopConsumer()\n")


@pytest.mark.parametrize(
    "text",
    [
        f"{RAW}\n\nclass Chat(AsyncConsumer):\n    async def websocket_disconnect(self, event):\n        yield event\n",
        f"{RAW}\n\nclass Chat(AsyncConsumer, metaclass=Meta):\n{SILENT}",
        f"{RAW}\n\nclass Chat(AsyncConsumer):\n{CALL}\n{SILENT}",
        f"{RAW}\n\nclass Chat(AsyncConsumer):\n    async def helper(self, event): ...\n",
    ],
)
def test_what_cannot_be_known_is_not_reported(tmp_path: Path, text: str) -> None:
    assert result(tmp_path, text).findings == ()
