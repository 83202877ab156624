# flags: --unsafe-fixes
# oracle: none
import asyncio
import time

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            time.sleep(1)
