# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.outbox = asyncio.Queue()
        self.writer = asyncio.create_task(self.write())
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await self.outbox.put(text_data)

    async def write(self):
        while True:
            text = await self.outbox.get()
            await self.send(text_data=text)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    writer = None

    async def connect(self):
        self.outbox = asyncio.Queue()
        self.writer = asyncio.create_task(self.write())
        await self.accept()

    async def disconnect(self, code):
        if self.writer is not None:
            self.writer.cancel()
            with suppress(asyncio.CancelledError):
                await self.writer

    async def receive(self, text_data=None, bytes_data=None):
        await self.outbox.put(text_data)

    async def write(self):
        while True:
            text = await self.outbox.get()
            await self.send(text_data=text)
