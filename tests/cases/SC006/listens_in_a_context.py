# flags: --unsafe-fixes
from asyncio import sleep
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer


class PubSub:
    async def listen(self):
        while True:
            await sleep(0.05)
            yield {"data": "1"}


@asynccontextmanager
async def subscribed():
    yield PubSub()


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        async with subscribed() as pubsub:
            async for message in pubsub.listen():
                await self.send(message["data"])
# output
from asyncio import CancelledError, create_task, sleep
from contextlib import asynccontextmanager, suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class PubSub:
    async def listen(self):
        while True:
            await sleep(0.05)
            yield {"data": "1"}


@asynccontextmanager
async def subscribed():
    yield PubSub()


class Consumer(AsyncWebsocketConsumer):
    connect_task = None

    async def connect(self):
        await self.accept()
        self.connect_task = create_task(self._connect_loop())

    async def _connect_loop(self):
        async with subscribed() as pubsub:
            async for message in pubsub.listen():
                await self.send(message["data"])

    async def disconnect(self, code):
        if self.connect_task is not None:
            self.connect_task.cancel()
            with suppress(CancelledError):
                await self.connect_task
