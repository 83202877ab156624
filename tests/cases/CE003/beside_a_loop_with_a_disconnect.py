# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        self.watcher = asyncio.create_task(self.watch())

    async def receive(self, text_data=None, bytes_data=None):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            print("watching")

    async def disconnect(self, code):
        print("gone")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    watcher = None
    receive_tasks = frozenset()

    async def connect(self):
        await self.accept()
        self.watcher = asyncio.create_task(self.watch())

    async def receive(self, text_data=None, bytes_data=None):
        self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
        self.receive_tasks.add(asyncio.create_task(self._receive_loop()))

    async def _receive_loop(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(0.05)

    async def watch(self):
        while True:
            await asyncio.sleep(0.05)
            print("watching")

    async def disconnect(self, code):
        for task in self.receive_tasks:
            task.cancel()
        for task in self.receive_tasks:
            with suppress(asyncio.CancelledError):
                await task
        print("gone")
        if self.watcher is not None:
            self.watcher.cancel()
            with suppress(asyncio.CancelledError):
                await self.watcher
