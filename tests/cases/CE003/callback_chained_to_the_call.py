# flags: --unsafe-fixes
# oracle: tasks
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        asyncio.create_task(self.tick()).add_done_callback(lambda task: logger.info("done: %s", task))

    async def tick(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)
# output
import asyncio
import logging
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    tick_task = None

    async def connect(self):
        await self.accept()
        self.tick_task = asyncio.create_task(self.tick())
        self.tick_task.add_done_callback(lambda task: logger.info("done: %s", task))

    async def disconnect(self, code):
        if self.tick_task is not None:
            self.tick_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.tick_task

    async def tick(self):
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)
