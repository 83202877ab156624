import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"].startswith("websocket."):
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("consumer failed")
        else:
            await super().dispatch(message)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"].startswith("websocket."):
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("consumer failed")
        else:
            await super().dispatch(message)
