# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.running = True

    async def connect(self):
        await self.accept()
        asyncio.create_task(self._push())

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "stop":
            self.running = False

    async def _push(self):
        while self.running:
            await self.send(text_data="update")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    push_task = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.running = True

    async def connect(self):
        await self.accept()
        self.push_task = asyncio.create_task(self._push())

    async def disconnect(self, code):
        if self.push_task is not None:
            self.push_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.push_task

    async def receive(self, text_data=None, bytes_data=None):
        if text_data == "stop":
            self.running = False

    async def _push(self):
        while self.running:
            await self.send(text_data="update")
            await asyncio.sleep(0.05)
