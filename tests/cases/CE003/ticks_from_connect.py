# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    tick_task = None

    async def connect(self):
        await self.accept()
        self.tick_task = asyncio.create_task(self.tick())

    async def disconnect(self, code):
        if self.tick_task is not None:
            self.tick_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.tick_task

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
