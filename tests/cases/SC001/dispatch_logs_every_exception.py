import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("Error while handling %s", message["type"])

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
# output
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
        except Exception:
            logger.exception("Error while handling %s", message["type"])

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=text_data)
