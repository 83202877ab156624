# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        interval = 0.05

        async def ping():
            while True:
                await asyncio.sleep(interval)
                await self.send(text_data="ping")

        asyncio.create_task(ping())
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ping_task = None

    async def connect(self):
        await self.accept()
        interval = 0.05

        async def ping():
            while True:
                await asyncio.sleep(interval)
                await self.send(text_data="ping")

        self.ping_task = asyncio.create_task(ping())

    async def disconnect(self, code):
        if self.ping_task is not None:
            self.ping_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.ping_task
