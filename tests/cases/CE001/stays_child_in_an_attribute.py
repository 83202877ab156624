# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ticker = None

    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await asyncio.sleep(1)
            await self.send(text_data="tick")

    async def receive(self, text_data=None, bytes_data=None):
        self.ticker.cancel()
        try:
            await self.ticker
        except asyncio.CancelledError:
            pass
        self.ticker = asyncio.create_task(self.tick())

    async def disconnect(self, code):
        self.ticker.cancel()
        try:
            await self.ticker
        except asyncio.CancelledError:
            pass
