# flags: --unsafe-fixes
# oracle: cancelled
# rules: all
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()
        self.beat_task = asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await asyncio.sleep(5)
            await self.send(text_data="beat")

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("room", self.channel_name)
        cleaned.append("room")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("room failed")
# output
import asyncio
import logging
from contextlib import suppress

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    beat_task = None

    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()
        self.beat_task = asyncio.create_task(self.beat())

    async def beat(self):
        while True:
            await asyncio.sleep(5)
            await self.send(text_data="beat")

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        if self.beat_task is not None:
            self.beat_task.cancel()
            with suppress(asyncio.CancelledError):
                await self.beat_task
        await self.channel_layer.group_discard("room", self.channel_name)
        cleaned.append("room")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(self.disconnect(1006))
            raise
        except Exception as exc:
            logger.exception("room failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
