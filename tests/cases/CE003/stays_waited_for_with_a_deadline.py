# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        ticking = asyncio.create_task(self.tick())
        try:
            await asyncio.wait_for(ticking, timeout=0.1)
        except asyncio.TimeoutError:
            await self.send(text_data="enough")

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.01)
