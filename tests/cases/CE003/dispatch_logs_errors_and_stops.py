# flags: --unsafe-fixes
# oracle: tasks
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def connect(self):
        await self.accept()
        asyncio.create_task(self.tick())

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(1)
# output
import asyncio
import logging
from contextlib import suppress

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    tick_task = None

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def connect(self):
        await self.accept()
        self.tick_task = asyncio.create_task(self.tick())

    async def disconnect(self, code):
        if self.tick_task is not None:
            self.tick_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.tick_task

    async def tick(self):
        while True:
            await self.send(text_data="tick")
            await asyncio.sleep(1)
