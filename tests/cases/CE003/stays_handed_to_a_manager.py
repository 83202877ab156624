# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Manager:
    def __init__(self):
        self.tasks = {}

    def own(self, name, task):
        self.tasks.setdefault(name, []).append(task)

    def release(self, name):
        for task in self.tasks.pop(name, []):
            task.cancel()


manager = Manager()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        manager.own(id(self), asyncio.create_task(self.tick()))

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        manager.release(id(self))
