# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def ticks(pause):
    number = 0
    while True:
        yield number
        number += 1
        await asyncio.sleep(pause)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        async for number in ticks(0.05):
            await self.send(str(number))
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def ticks(pause):
    number = 0
    while True:
        yield number
        number += 1
        await asyncio.sleep(pause)


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        async for number in ticks(0.05):
            await self.send(str(number))

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
