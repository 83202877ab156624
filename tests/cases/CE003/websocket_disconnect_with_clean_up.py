# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.names = []
        await self.accept()
        asyncio.create_task(self.remind())

    async def remind(self):
        while True:
            await self.send(text_data=", ".join(self.names))
            await asyncio.sleep(0.05)

    async def websocket_disconnect(self, message):
        self.names.append("nobody")
        await super().websocket_disconnect(message)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    remind_task = None

    async def connect(self):
        self.names = []
        await self.accept()
        self.remind_task = asyncio.create_task(self.remind())

    async def disconnect(self, code):
        if self.remind_task is not None:
            self.remind_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.remind_task

    async def remind(self):
        while True:
            await self.send(text_data=", ".join(self.names))
            await asyncio.sleep(0.05)

    async def websocket_disconnect(self, message):
        self.names.append("nobody")
        await super().websocket_disconnect(message)
