# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    heartbeat = None

    async def connect(self):
        await self.accept()
        self.heartbeat = asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="alive")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    heartbeat = None

    async def connect(self):
        await self.accept()
        self.heartbeat = asyncio.create_task(self.beat())

    async def disconnect(self, code):
        if self.heartbeat is not None:
            self.heartbeat.cancel()
            with suppress(asyncio.CancelledError):
                await self.heartbeat

    async def beat(self):
        while True:
            await asyncio.sleep(0.05)
            await self.send(text_data="alive")
