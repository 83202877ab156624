# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.code = code


class Consumer(Base):
    async def connect(self):
        await self.accept()
        while True:
            await asyncio.sleep(0.05)
            await self.send("tick")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.code = code


class Consumer(Base):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send("tick")

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
        await super().disconnect(code)
