"""Runs of the program that have ended: what they said, and a project that they find a fault in."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

FAULTY = """\
from channels.generic.websocket import AsyncWebsocketConsumer


class Chat(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            pass
"""


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str
    bytes_out: bytes = b""


Program = Callable[..., Ended]


def read_all(descriptor: int) -> bytes:
    """All that is written to a terminal until nobody has it open any more."""
    parts = []
    try:
        while part := os.read(descriptor, 65536):
            parts.append(part)
    except OSError:  # how a terminal says that nobody writes any more
        pass
    return b"".join(parts)
