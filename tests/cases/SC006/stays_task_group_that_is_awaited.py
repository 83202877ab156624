# flags: --unsafe-fixes
# oracle: none
# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        async with asyncio.TaskGroup() as group:
            group.create_task(self.ticks())

    async def ticks(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(1)
