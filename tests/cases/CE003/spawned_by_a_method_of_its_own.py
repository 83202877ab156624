# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.background = set()
        await self.accept()
        self.spawn(self.first())
        self.spawn(self.second())

    def spawn(self, coroutine):
        self.background.add(asyncio.create_task(coroutine))

    async def first(self):
        while True:
            await self.send(text_data="first")
            await asyncio.sleep(0.05)

    async def second(self):
        while True:
            await asyncio.sleep(0.05)
            print("second")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    background = frozenset()

    async def connect(self):
        self.background = set()
        await self.accept()
        self.spawn(self.first())
        self.spawn(self.second())

    async def disconnect(self, code):
        for task in list(self.background):
            task.cancel()
        for task in list(self.background):
            with suppress(asyncio.CancelledError):
                await task

    def spawn(self, coroutine):
        self.background.add(asyncio.create_task(coroutine))

    async def first(self):
        while True:
            await self.send(text_data="first")
            await asyncio.sleep(0.05)

    async def second(self):
        while True:
            await asyncio.sleep(0.05)
            print("second")
