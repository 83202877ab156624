import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class PresenceMixin:
    async def websocket_disconnect(self, message):
        logger.info("%s left", self)


class Consumer(PresenceMixin, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
# output
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class PresenceMixin:
    async def websocket_disconnect(self, message):
        logger.info("%s left", self)
        await super().websocket_disconnect(message)


class Consumer(PresenceMixin, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
