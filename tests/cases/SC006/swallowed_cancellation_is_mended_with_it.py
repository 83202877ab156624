# rules: SC,CE001
# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            try:
                await self.send(text_data="tick")
                await asyncio.sleep(0.05)
            except asyncio.CancelledError:
                print("cancelled")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = asyncio.create_task(self._connect_loop())

    async def _connect_loop(self):
        while True:
            try:
                await self.send(text_data="tick")
                await asyncio.sleep(0.05)
            except asyncio.CancelledError:
                print("cancelled")
                raise

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
