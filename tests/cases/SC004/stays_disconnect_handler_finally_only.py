import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        finally:
            logger.info("gone")
