# oracle: tasks
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class FeedConsumer(AsyncWebsocketConsumer):
    topic = "all"

    async def connect(self):
        await self.accept()
        self.feed_task = asyncio.create_task(self.feed())

    async def feed(self):
        while True:
            await self.send(text_data=self.topic)
            await asyncio.sleep(0.05)


class SportConsumer(FeedConsumer):
    topic = "sport"


class Consumer(FeedConsumer):
    topic = "chess"

    async def disconnect(self, code):
        await super().disconnect(code)
        self.topic = ""
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class FeedConsumer(AsyncWebsocketConsumer):
    topic = "all"
    feed_task = None

    async def connect(self):
        await self.accept()
        self.feed_task = asyncio.create_task(self.feed())

    async def disconnect(self, code):
        if self.feed_task is not None:
            self.feed_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.feed_task

    async def feed(self):
        while True:
            await self.send(text_data=self.topic)
            await asyncio.sleep(0.05)


class SportConsumer(FeedConsumer):
    topic = "sport"


class Consumer(FeedConsumer):
    topic = "chess"

    async def disconnect(self, code):
        await super().disconnect(code)
        self.topic = ""
