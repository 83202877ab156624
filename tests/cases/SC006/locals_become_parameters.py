# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        path = self.scope["path"]
        count, unused = 0, None
        await self.accept()
        while True:
            count += 1
            line = f"{path} {count}"
            await self.send(text_data=line)
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        path = self.scope["path"]
        count, unused = 0, None
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop(path, count))

    async def _connect_loop(self, path, count):
        while True:
            count += 1
            line = f"{path} {count}"
            await self.send(text_data=line)
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
