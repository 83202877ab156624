# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ticker = None

    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.ticks())

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.ticker is not None:
            self.ticker.cancel()
