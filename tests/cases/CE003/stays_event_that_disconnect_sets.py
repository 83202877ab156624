# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.stopping = asyncio.Event()
        await self.accept()
        asyncio.create_task(self.tick())

    async def tick(self):
        while not self.stopping.is_set():
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.stopping.set()
