import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        with contextlib.suppress(Exception):
            try:
                task = asyncio.create_task(super().dispatch(message))
            finally:
                self.handled += 1
# output
import asyncio
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        try:
            try:
                task = asyncio.create_task(super().dispatch(message))
                if message["type"] == "websocket.disconnect":
                    await task
            finally:
                self.handled += 1
        except StopConsumer:
            raise
        except Exception:
            pass
