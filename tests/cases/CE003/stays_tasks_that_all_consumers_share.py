# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    tasks = set()

    async def connect(self):
        await self.accept()
        self.tasks.add(asyncio.create_task(self.tick()))

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(1)
