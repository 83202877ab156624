# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def websocket_disconnect(self, message):
        print("gone", message["code"])

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ticker = None

    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def websocket_disconnect(self, message):
        if self.ticker is not None:
            self.ticker.cancel()
            with suppress(asyncio.CancelledError):
                await self.ticker
        print("gone", message["code"])
        await super().websocket_disconnect(message)

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
