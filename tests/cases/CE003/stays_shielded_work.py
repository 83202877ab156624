# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.ensure_future(asyncio.shield(self.tick()))

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
