# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Channel:
    async def get_message(self, timeout=None):
        await asyncio.sleep(0.05)
        return {"data": b"1"}


class Consumer(AsyncJsonWebsocketConsumer):
    channel_class = Channel

    async def connect(self):
        await self.accept()
        channel = self.channel_class()
        while True:
            message = await channel.get_message(timeout=1)
            if message is None:
                continue
            await self.send_json({"data": message["data"].decode()})
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Channel:
    async def get_message(self, timeout=None):
        await asyncio.sleep(0.05)
        return {"data": b"1"}


class Consumer(AsyncJsonWebsocketConsumer):
    channel_class = Channel
    connect_task = None

    async def connect(self):
        await self.accept()
        channel = self.channel_class()
        self.connect_task = asyncio.create_task(self._connect_loop(channel))

    async def _connect_loop(self, channel):
        while True:
            message = await channel.get_message(timeout=1)
            if message is None:
                continue
            await self.send_json({"data": message["data"].decode()})

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
