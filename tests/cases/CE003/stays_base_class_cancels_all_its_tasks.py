# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class TasksMixin:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = set()

    async def disconnect(self, code):
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await super().disconnect(code)


class Consumer(TasksMixin, AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.tasks.add(asyncio.create_task(self.tick()))

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)
