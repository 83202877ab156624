# oracle: cancelled
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    """A room; its author has heard that both of these must get out."""

    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard("room", self.channel_name)
        cleaned.append("room")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except (StopConsumer, asyncio.CancelledError):
            raise  # not ours
        except Exception as exc:
            logger.exception("room failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    """A room; its author has heard that both of these must get out."""

    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard("room", self.channel_name)
        cleaned.append("room")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise  # not ours
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception as exc:
            logger.exception("room failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
