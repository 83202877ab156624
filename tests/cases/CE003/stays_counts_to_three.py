# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    total = 0

    async def connect(self):
        await self.accept()
        asyncio.create_task(self.warm_up())

    async def warm_up(self):
        for number in range(3):
            self.total += number
            await asyncio.sleep(0.01)
