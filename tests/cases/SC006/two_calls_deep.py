# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def pump(consumer, queue):
    while True:
        await consumer.send(await queue.get())


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        await self.forward()

    async def forward(self):
        await pump(self, asyncio.Queue())
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def pump(consumer, queue):
    while True:
        await consumer.send(await queue.get())


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self.forward())

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task

    async def forward(self):
        await pump(self, asyncio.Queue())
