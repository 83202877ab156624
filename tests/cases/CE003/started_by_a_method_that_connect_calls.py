# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.start_stream()

    def start_stream(self):
        asyncio.ensure_future(self.stream())

    async def stream(self):
        number = 0
        while True:
            number += 1
            await self.send(text_data=str(number))
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    stream_task = None

    async def connect(self):
        await self.accept()
        self.start_stream()

    async def disconnect(self, code):
        if self.stream_task is not None:
            self.stream_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.stream_task

    def start_stream(self):
        self.stream_task = asyncio.ensure_future(self.stream())

    async def stream(self):
        number = 0
        while True:
            number += 1
            await self.send(text_data=str(number))
            await asyncio.sleep(0.05)
