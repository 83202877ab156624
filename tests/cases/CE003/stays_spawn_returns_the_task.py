# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.ticker = self.spawn(self.tick())

    def spawn(self, coroutine):
        return asyncio.create_task(coroutine)

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.ticker.cancel()
