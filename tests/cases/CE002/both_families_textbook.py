# oracle: cancelled
# rules: all
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Ask the stock exchange."""


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("prices", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("prices", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


async def work():
    """Ask the stock exchange."""


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("prices", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("prices", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
