# flags: --unsafe-fixes
# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def connect(self):
        await self.accept()
        self.pinger = asyncio.create_task(self.ping())

    async def disconnect(self, code):
        """Tell the others."""
        if self.room is None:
            return
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def ping(self):
        while True:
            await self.send(text_data="ping")
            await asyncio.sleep(0.05)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    room = None
    pinger = None

    async def connect(self):
        await self.accept()
        self.pinger = asyncio.create_task(self.ping())

    async def disconnect(self, code):
        """Tell the others."""
        if self.pinger is not None:
            self.pinger.cancel()
            with suppress(asyncio.CancelledError):
                await self.pinger
        if self.room is None:
            return
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def ping(self):
        while True:
            await self.send(text_data="ping")
            await asyncio.sleep(0.05)
