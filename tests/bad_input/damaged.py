"""A faulty consumer, what the program makes of it, and how a call of the program ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

FAULTY = b"""\
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            self.failed = True
"""
REPAIRED = b"""\
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            self.failed = True
"""
FINDING = ":8:9: SC001 [*] Chat.dispatch: `except Exception` stops StopConsumer, so the consumer never ends\n"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


Program = Callable[..., Ended]


def keeps_every_line(before: bytes, after: bytes) -> bool:
    """Whether all lines of `before` are lines of `after`, in the same order and to the byte."""
    lines = iter(after.splitlines(keepends=True))
    return all(line in lines for line in before.splitlines(keepends=True))


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A folder with a file of each name, and an ordinary faulty one beside them."""
    for name, content in files.items():
        (folder / f"{name}.py").write_bytes(content)
    (folder / "neighbour.py").write_bytes(FAULTY)
    return folder
