from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Handler:
    def __init__(self, query: str) -> None:
        self.topics = parse_qs(query)

    async def disconnect(self) -> None:
        self.topics.clear()


class Consumer(AsyncConsumer):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handler = Handler("topic=news")

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        if json.loads(message["text"]) == "stop":
            raise StopConsumer

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        await self.handler.disconnect()
# output
from __future__ import annotations

import json
from logging import getLogger
from typing import Any
from urllib.parse import parse_qs

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Handler:
    def __init__(self, query: str) -> None:
        self.topics = parse_qs(query)

    async def disconnect(self) -> None:
        self.topics.clear()


class Consumer(AsyncConsumer):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handler = Handler("topic=news")

    async def websocket_connect(self, message: dict[str, Any]) -> None:
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        if json.loads(message["text"]) == "stop":
            raise StopConsumer

    async def websocket_disconnect(self, message: dict[str, Any]) -> None:
        try:
            await self.handler.disconnect()
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        raise StopConsumer()
