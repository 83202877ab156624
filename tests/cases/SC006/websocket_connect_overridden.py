# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_connect(self, message):
        await super().websocket_connect(message)
        while True:
            await self.send(message["type"])
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    websocket_connect_task = None

    async def websocket_connect(self, message):
        await super().websocket_connect(message)
        self.websocket_connect_task = asyncio.create_task(self._websocket_connect_loop(message))

    async def _websocket_connect_loop(self, message):
        while True:
            await self.send(message["type"])
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.websocket_connect_task is not None:
            self.websocket_connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.websocket_connect_task
