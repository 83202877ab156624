# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = set()

    async def receive_json(self, content, **kwargs):
        task = asyncio.create_task(self.follow(content))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def follow(self, content):
        while True:
            await asyncio.sleep(0.05)
            await self.send_json(content)

    async def disconnect(self, code):
        print(len(self.tasks), "tasks are left")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.tasks = set()

    async def receive_json(self, content, **kwargs):
        task = asyncio.create_task(self.follow(content))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def follow(self, content):
        while True:
            await asyncio.sleep(0.05)
            await self.send_json(content)

    async def disconnect(self, code):
        for task in list(self.tasks):
            task.cancel()
        for task in list(self.tasks):
            with suppress(asyncio.CancelledError):
                await task
        print(len(self.tasks), "tasks are left")
