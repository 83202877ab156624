# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Feed:
    async def recv(self):
        await asyncio.sleep(0.05)
        raise ConnectionError


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        feed = Feed()
        while True:
            try:
                line = await feed.recv()
                if line == "bye":
                    break
                await self.send(line)
            except ConnectionError:
                feed = Feed()
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Feed:
    async def recv(self):
        await asyncio.sleep(0.05)
        raise ConnectionError


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        feed = Feed()
        self.connect_task = asyncio.create_task(self._connect_loop(feed))

    async def _connect_loop(self, feed):
        while True:
            try:
                line = await feed.recv()
                if line == "bye":
                    break
                await self.send(line)
            except ConnectionError:
                feed = Feed()

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.connect_task
