# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        loop = asyncio.get_event_loop()
        loop.create_task(self.watch())

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send("still here")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    watch_task = None

    async def connect(self):
        await self.accept()
        loop = asyncio.get_event_loop()
        self.watch_task = loop.create_task(self.watch())

    async def disconnect(self, code):
        if self.watch_task is not None:
            self.watch_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.watch_task

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send("still here")
