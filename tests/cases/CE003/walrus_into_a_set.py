# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self):
        super().__init__()
        self.tasks: set = set()

    async def receive_json(self, content, **kwargs):
        self.tasks.add(task := asyncio.create_task(self.follow(content)))
        task.add_done_callback(self._done)

    def _done(self, task):
        self.tasks.discard(task)

    async def follow(self, content):
        while True:
            await self.send_json(content)
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    def __init__(self):
        super().__init__()
        self.tasks: set = set()

    async def receive_json(self, content, **kwargs):
        self.tasks.add(task := asyncio.create_task(self.follow(content)))
        task.add_done_callback(self._done)

    async def disconnect(self, code):
        for task in list(self.tasks):
            task.cancel()
        for task in list(self.tasks):
            with suppress(asyncio.CancelledError):
                await task

    def _done(self, task):
        self.tasks.discard(task)

    async def follow(self, content):
        while True:
            await self.send_json(content)
            await asyncio.sleep(0.05)
