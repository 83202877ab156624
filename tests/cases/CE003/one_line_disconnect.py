# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.pinger = asyncio.create_task(self.ping())

    async def disconnect(self, code): pass

    async def ping(self):
        while True:
            await self.send(text_data="ping")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    pinger = None

    async def connect(self):
        await self.accept()
        self.pinger = asyncio.create_task(self.ping())

    async def disconnect(self, code):
        if self.pinger is not None:
            self.pinger.cancel()
            with suppress(asyncio.CancelledError):
                await self.pinger

    async def ping(self):
        while True:
            await self.send(text_data="ping")
            await asyncio.sleep(0.05)
