# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def ticks(consumer):
    while True:
        await consumer.send("tick")
        await asyncio.sleep(0.05)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.ensure_future(ticks(self))

    async def disconnect(self, code):
        self.ticker.cancel()
