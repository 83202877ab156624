# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connected = False

    async def connect(self):
        await self.accept()
        self.connected = True
        while self.connected:
            await asyncio.sleep(0.05)
            await self.send("tick")

    async def disconnect(self, close_code):
        self.connected = False
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connected = False
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connected = True
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while self.connected:
            await asyncio.sleep(0.05)
            await self.send("tick")

    async def disconnect(self, close_code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
        self.connected = False
