# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

ROOMS = ("hall", "garden")


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.watchers = [asyncio.create_task(self.watch(room)) for room in ROOMS]

    async def watch(self, room):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data=room)

    async def disconnect(self, code):
        if code == 4000:
            return
        print("left")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer

ROOMS = ("hall", "garden")


class Consumer(AsyncWebsocketConsumer):
    watchers = frozenset()

    async def connect(self):
        await self.accept()
        self.watchers = [asyncio.create_task(self.watch(room)) for room in ROOMS]

    async def watch(self, room):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data=room)

    async def disconnect(self, code):
        for task in list(self.watchers):
            task.cancel()
        for task in list(self.watchers):
            with suppress(asyncio.CancelledError):
                await task
        if code == 4000:
            return
        print("left")
