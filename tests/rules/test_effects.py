"""Which statements would be missed, and which disconnect code can fail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from trees import ASYNC, module, project

from channels_fix.registry import knowledge
from codemods.consumers import as_consumer
from codemods.stop_consumer.effects import cannot_fail, has_effects


@pytest.mark.parametrize(
    "statement",
    [
        "save()",
        "x = save()",
        "await x",
        "yield x",
        "yield from x",
        "del x",
        "self.x = 1",
        "x[0] = 1",
        "x.y += 1",
        "self.rooms.discard(1)",
        "if x:\n    save()",
        "blog.post()",
        "self.info('x')",
        "get(x)(1)",
        "with lock: pass\nsave()",
    ],
)
def test_statement_has_effects(statement: str) -> None:
    assert has_effects(ast.parse(f"async def f():\n    if 1:\n{_indented(statement)}").body[0])


def _indented(statement: str) -> str:
    return "\n".join(f"        {line}" for line in statement.split("\n"))


@pytest.mark.parametrize(
    "statement",
    [
        "pass",
        "x = 1",
        "x = a + b.c[0]",
        "logger.exception('x')",
        "logging.getLogger.info(x)",
        "self.log.debug(str(x), len(y))",
        "print(x)",
        "started = time.monotonic()",
        "now = datetime.now()",
        "x = message.get('type')",
        "return",
        "if isinstance(x, Y):\n    x = repr(x)",
    ],
)
def test_statement_would_not_be_missed(statement: str) -> None:
    assert not has_effects(ast.parse(f"async def f():\n    if 1:\n{_indented(statement)}").body[0])


def fails(root: Path, body: str, above: str = "", below: str = "") -> bool:
    """Whether the disconnect code of a consumer with this body can fail."""
    text = f"{ASYNC}from channels.exceptions import StopConsumer\n{above}\n\nclass Chat(AsyncWebsocketConsumer):\n"
    index = project(root, {"a.py": f"{text}    {body}\n{below}"}, knowledge())
    cls = module(index, root, "a.py").classes["Chat"]
    consumer = as_consumer(cls, index)
    assert consumer is not None
    return not cannot_fail(consumer, cls, index)


@pytest.mark.parametrize(
    "body",
    [
        "async def disconnect(self, code): await self.leave()",
        "async def disconnect(self, code): save()",
        "async def disconnect(self, code): await self.task",
        "async def disconnect(self, code): del x",
        "async def disconnect(self, code): assert x",
        "async def disconnect(self, code): x = self.rooms[0]",
        "async def disconnect(self, code): raise ValueError",
        "async def disconnect(self, code): raise unknown()",
        "async def disconnect(self, code): await super().websocket_disconnect(1)",
        "async def websocket_disconnect(self, message): await self.leave()",
        "async def http_disconnect(self, message): await self.leave()",
        "async def disconnect(self, code):\n        try: x()\n        except ValueError: pass",
        "async def disconnect(self, code):\n        try: x()\n        except Exception: y()",
        "async def disconnect(self, code):\n        try: x()\n        except: pass\n        else: y()",
        "async def disconnect(self, code):\n        try: x()\n        except BaseException: pass\n        finally: y()",
        "groups = ['all']",
        "groups: list = GROUPS",
        "def connect(self): self.groups = ['all']",
    ],
)
def test_disconnect_code_that_can_fail(body: str, tmp_path: Path) -> None:
    assert fails(tmp_path, body)


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "async def disconnect(self, code): pass",
        "async def disconnect(self, code): logger.info('gone')",
        "async def disconnect(self, code): self.open = False",
        "async def disconnect(self, code): await super().disconnect(code)",
        "async def disconnect(self, code): raise StopConsumer()",
        "async def disconnect(self, code): raise StopConsumer",
        "async def websocket_disconnect(self, message): await super().websocket_disconnect(message)",
        "async def disconnect(self, code):\n        try: x()\n        except Exception: pass",
        "async def disconnect(self, code):\n        try: x()\n        except: logger.info('x')",
        "async def receive(self, text): save()",
        "groups = []",
        "groups: tuple = ()",
        "groups = None",
    ],
)
def test_disconnect_code_that_cannot_fail(body: str, tmp_path: Path) -> None:
    assert not fails(tmp_path, body)


FAILING = "    async def disconnect(self, code): save()\n"


def test_disconnect_code_of_a_base_class_counts(tmp_path: Path) -> None:
    text = f"{ASYNC}\n\nclass Mixin:\n{FAILING}\n\nclass Chat(Mixin, AsyncWebsocketConsumer): ...\n"
    index = project(tmp_path, {"a.py": text}, knowledge())
    cls = module(index, tmp_path, "a.py").classes["Chat"]
    consumer = as_consumer(cls, index)
    assert consumer is not None
    assert not cannot_fail(consumer, cls, index)


def test_disconnect_code_of_an_heir_counts(tmp_path: Path) -> None:
    assert fails(tmp_path, "pass", below=f"\n\nclass Heir(Chat):\n{FAILING}")
