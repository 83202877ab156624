# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.read())
        self.writing = asyncio.create_task(self.write())

    async def read(self):
        while True:
            await asyncio.sleep(0.05)
            print("read")

    async def write(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="written")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    read_task = None
    writing = None

    async def connect(self):
        await self.accept()
        self.read_task = asyncio.create_task(self.read())
        self.writing = asyncio.create_task(self.write())

    async def disconnect(self, code):
        if self.read_task is not None:
            self.read_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.read_task
        if self.writing is not None:
            self.writing.cancel()
            with suppress(asyncio.CancelledError):
                await self.writing

    async def read(self):
        while True:
            await asyncio.sleep(0.05)
            print("read")

    async def write(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="written")
