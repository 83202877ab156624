# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Streaming(AsyncWebsocketConsumer):
    interval = 0.05

    async def connect(self):
        await self.accept()
        while True:
            await self.send(self.line())
            await asyncio.sleep(self.interval)

    def line(self):
        return "?"


class Consumer(Streaming):
    def line(self):
        return "tick"
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Streaming(AsyncWebsocketConsumer):
    interval = 0.05
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await self.send(self.line())
            await asyncio.sleep(self.interval)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task

    def line(self):
        return "?"


class Consumer(Streaming):
    def line(self):
        return "tick"
