# flags: --unsafe-fixes
# oracle: tasks
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def report(task):
    if not task.cancelled() and task.exception():
        logger.error("the feed failed", exc_info=task.exception())


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        task = asyncio.create_task(self.feed(), name="feed")
        task.add_done_callback(report)
        logger.info("started %s", task)

    async def feed(self):
        while True:
            await self.send(text_data="news")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        logger.info("gone")
# output
import asyncio
import logging
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


def report(task):
    if not task.cancelled() and task.exception():
        logger.error("the feed failed", exc_info=task.exception())


class Consumer(AsyncWebsocketConsumer):
    feed_task = None

    async def connect(self):
        await self.accept()
        task = asyncio.create_task(self.feed(), name="feed")
        self.feed_task = task
        task.add_done_callback(report)
        logger.info("started %s", task)

    async def feed(self):
        while True:
            await self.send(text_data="news")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        if self.feed_task is not None:
            self.feed_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.feed_task
        logger.info("gone")
