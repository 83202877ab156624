# flags: --unsafe-fixes
# oracle: none
# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.group = asyncio.TaskGroup()
        await self.group.__aenter__()
        await self.accept()
        self.group.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
