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
        except Exception:
            logger.exception("disconnect failed")
        await self.channel_layer.group_discard("lobby", self.channel_name)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        await self.channel_layer.group_discard("lobby", self.channel_name)
        raise StopConsumer()
