# oracle: cancelled
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
online = set()


async def work():
    """Look something up."""


class LoggingConsumer(AsyncWebsocketConsumer):
    """What all sockets of the site have in common."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
            raise


class Consumer(LoggingConsumer):
    async def connect(self):
        await self.channel_layer.group_add("chat", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)


class PresenceConsumer(LoggingConsumer):
    async def connect(self):
        online.add(self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        online.discard(self.channel_name)
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)
online = set()


async def work():
    """Look something up."""


class LoggingConsumer(AsyncWebsocketConsumer):
    """What all sockets of the site have in common."""

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Exception:
            logger.exception("failed")
            raise


class Consumer(LoggingConsumer):
    async def connect(self):
        await self.channel_layer.group_add("chat", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("chat", self.channel_name)


class PresenceConsumer(LoggingConsumer):
    async def connect(self):
        online.add(self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        online.discard(self.channel_name)
