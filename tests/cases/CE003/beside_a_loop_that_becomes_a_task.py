# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.watch())
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            print("watching")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    watch_task = None
    connect_task = None

    async def connect(self):
        await self.accept()
        self.watch_task = asyncio.create_task(self.watch())
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.watch_task is not None:
            self.watch_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.watch_task
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            print("watching")
