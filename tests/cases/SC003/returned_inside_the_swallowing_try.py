import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.disconnect":
                self.left = True
                return
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.disconnect":
                self.left = True
                return await super().dispatch(message)
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
