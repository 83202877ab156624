import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    joined = False

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            logger.info("left")
        else:
            await super().dispatch(message)

    async def websocket_disconnect(self, message):
        if self.joined:
            raise StopConsumer()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    joined = False

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            logger.info("left")
            await super().dispatch(message)
        else:
            await super().dispatch(message)

    async def websocket_disconnect(self, message):
        if self.joined:
            raise StopConsumer()
        await super().websocket_disconnect(message)
