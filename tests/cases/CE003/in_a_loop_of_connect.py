# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        for topic in ("news", "sport"):
            asyncio.create_task(self.follow(topic))

    async def follow(self, topic):
        while True:
            await self.send(text_data=topic)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        task = "leave"
        print(task)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    follow_tasks = frozenset()

    async def connect(self):
        await self.accept()
        for topic in ("news", "sport"):
            self.follow_tasks = {task for task in self.follow_tasks if not task.done()}
            self.follow_tasks.add(asyncio.create_task(self.follow(topic)))

    async def follow(self, topic):
        while True:
            await self.send(text_data=topic)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        for loop_task in self.follow_tasks:
            loop_task.cancel()
        for loop_task in self.follow_tasks:
            with suppress(asyncio.CancelledError):
                await loop_task
        task = "leave"
        print(task)
