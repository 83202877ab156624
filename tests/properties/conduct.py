"""How a generated consumer answers to one message: what becomes of it, and what it did."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass
from typing import Any

from asgiref.sync import async_to_sync
from oracle import executed

CONNECT: dict[str, Any] = {"type": "websocket.connect"}
RECEIVE: dict[str, Any] = {"type": "websocket.receive"}
DISCONNECT: dict[str, Any] = {"type": "websocket.disconnect", "code": 1006}
UNKNOWN: dict[str, Any] = {"type": "nobody.handles"}
MESSAGES = [CONNECT, UNKNOWN, *({**RECEIVE, "text": text} for text in ("key", "value", "cancel", "other"))]
"""Every kind of message but the disconnect, with handlers that fail in several ways and that do not."""

_numbers = itertools.count()


@dataclass(frozen=True)
class Answer:
    """`ended` is the class of the error by which the consumer ended, or None if it waits for the next message."""

    ended: str | None
    log: tuple[object, ...]
    sent: tuple[str, ...]


def answer(source: bytes, message: dict[str, Any], *, down: bool = False) -> Answer:
    """Let the class `Consumer` in `source` handle one message; with `down`, what its disconnect needs fails."""
    with executed(source, f"generated_{next(_numbers)}") as module:
        consumer = module.Consumer()
        consumer.down = down
        return asyncio.run(_answer(consumer, message))


async def _answer(consumer: Any, message: dict[str, Any]) -> Answer:
    sent: list[str] = []

    async def send(event: dict[str, Any]) -> None:
        sent.append(event["type"])

    consumer.base_send = async_to_sync(send) if consumer._sync else send
    consumer.scope = {"type": "websocket"}
    consumer.channel_layer = None
    consumer.channel_name = "name"
    ended: str | None = None
    try:
        await consumer.dispatch(dict(message))
    except BaseException as error:  # noqa: BLE001 - also how a cancellation leaves is to be compared
        ended = type(error).__name__
    return Answer(ended, tuple(consumer.log), tuple(sent))
