# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.first_task = asyncio.create_task(self.repeat("first"))
        self.second_task = asyncio.create_task(self.repeat("second"))

    async def repeat(self, text):
        while True:
            await self.send(text_data=text)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        for name in ("first_task", "second_task"):
            task = getattr(self, name, None)
            if task is not None:
                task.cancel()
