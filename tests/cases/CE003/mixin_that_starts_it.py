# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class HeartbeatMixin:
    async def connect(self):
        await super().connect()
        asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="beat")


class Consumer(HeartbeatMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await super().disconnect(code)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class HeartbeatMixin:
    beat_task = None

    async def connect(self):
        await super().connect()
        self.beat_task = asyncio.create_task(self.beat())

    async def disconnect(self, code):
        if self.beat_task is not None:
            self.beat_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.beat_task

    async def beat(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="beat")


class Consumer(HeartbeatMixin, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await super().disconnect(code)
