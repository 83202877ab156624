# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        sent = 0
        while True:
            await self.send("tick")
            sent += 1
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        sent = 0
        self.connect_task = asyncio.create_task(self._connect_loop(sent))

    async def _connect_loop(self, sent):
        while True:
            await self.send("tick")
            sent += 1
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
