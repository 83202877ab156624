# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    """Sends the time, over and over."""

    async def connect(self):
        await self.accept()
        self.clock = asyncio.get_running_loop().create_task(self.run_clock())

    async def run_clock(self):
        while True:
            await self.send(text_data=str(asyncio.get_running_loop().time()))
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    """Sends the time, over and over."""

    clock = None

    async def connect(self):
        await self.accept()
        self.clock = asyncio.get_running_loop().create_task(self.run_clock())

    async def disconnect(self, code):
        if self.clock is not None:
            self.clock.cancel()
            with suppress(asyncio.CancelledError):
                await self.clock

    async def run_clock(self):
        while True:
            await self.send(text_data=str(asyncio.get_running_loop().time()))
            await asyncio.sleep(0.05)
