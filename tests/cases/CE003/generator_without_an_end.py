# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def prices():
    price = 0
    while True:
        await asyncio.sleep(0.05)
        price += 1
        yield price


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.show())

    async def show(self):
        async for price in prices():
            await self.send(text_data=str(price))
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def prices():
    price = 0
    while True:
        await asyncio.sleep(0.05)
        price += 1
        yield price


class Consumer(AsyncWebsocketConsumer):
    show_task = None

    async def connect(self):
        await self.accept()
        self.show_task = asyncio.create_task(self.show())

    async def disconnect(self, code):
        if self.show_task is not None:
            self.show_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.show_task

    async def show(self):
        async for price in prices():
            await self.send(text_data=str(price))
