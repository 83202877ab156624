# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

TASKS = {}


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        TASKS[id(self)] = asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        task = TASKS.pop(id(self), None)
        if task:
            task.cancel()
