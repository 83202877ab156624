# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.ready = asyncio.Event()
        await self.accept()
        asyncio.create_task(self.greet())

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "ready":
            self.ready.set()

    async def greet(self):
        await self.ready.wait()
        await self.send(text_data="hello")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    greet_task = None

    async def connect(self):
        self.ready = asyncio.Event()
        await self.accept()
        self.greet_task = asyncio.create_task(self.greet())

    async def disconnect(self, code):
        if self.greet_task is not None:
            self.greet_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.greet_task

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "ready":
            self.ready.set()

    async def greet(self):
        await self.ready.wait()
        await self.send(text_data="hello")
