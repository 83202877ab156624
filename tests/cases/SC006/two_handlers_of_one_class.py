# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def receive(self, text_data=None, bytes_data=None):
        while self.groups is not None:
            await self.send(text_data)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        task = self.scope.get("task")
        self.groups = None
        if task:
            task.cancel()
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connect_task = None
    receive_tasks = frozenset()

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def receive(self, text_data=None, bytes_data=None):
        self.receive_tasks = {task for task in self.receive_tasks if not task.done()}
        self.receive_tasks.add(asyncio.create_task(self._receive_loop(text_data)))

    async def _receive_loop(self, text_data):
        while self.groups is not None:
            await self.send(text_data)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
        for loop_task in self.receive_tasks:
            loop_task.cancel()
        for loop_task in self.receive_tasks:
            with suppress(asyncio.CancelledError):
                await loop_task
        task = self.scope.get("task")
        self.groups = None
        if task:
            task.cancel()
