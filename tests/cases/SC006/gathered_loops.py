# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        await self.run()

    async def run(self):
        await asyncio.gather(self.ticks(), self.greet())

    async def greet(self):
        await self.send("hello")

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self.run())

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task

    async def run(self):
        await asyncio.gather(self.ticks(), self.greet())

    async def greet(self):
        await self.send("hello")

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)
