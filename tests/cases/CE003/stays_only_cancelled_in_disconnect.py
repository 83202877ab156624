# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = asyncio.create_task(self.tick())

    async def disconnect(self, code):
        self.ticker.cancel()

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
