# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def keep_alive(consumer):
    while True:
        await asyncio.sleep(0.05)
        await consumer.send(text_data="alive")


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(keep_alive(self))
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def keep_alive(consumer):
    while True:
        await asyncio.sleep(0.05)
        await consumer.send(text_data="alive")


class Consumer(AsyncWebsocketConsumer):
    keep_alive_task = None

    async def connect(self):
        await self.accept()
        self.keep_alive_task = asyncio.create_task(keep_alive(self))

    async def disconnect(self, code):
        if self.keep_alive_task is not None:
            self.keep_alive_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.keep_alive_task
