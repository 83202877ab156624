# oracle: tasks
import asyncio
from contextlib import AsyncExitStack

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.stack = AsyncExitStack()
        task = asyncio.create_task(self.tick())
        self.stack.callback(task.cancel)
        await self.accept()

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        await self.stack.aclose()
