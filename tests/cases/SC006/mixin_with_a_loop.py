# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class HeartbeatMixin:
    async def connect(self):
        await self.accept()
        while True:
            await asyncio.sleep(0.05)
            await self.send("beat")


class Consumer(HeartbeatMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await super().disconnect(code)
        self.gone = True
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class HeartbeatMixin:
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send("beat")

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task


class Consumer(HeartbeatMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await super().disconnect(code)
        self.gone = True
