import logging

from channels.generic.websocket import AsyncWebsocketConsumer
from websockets.exceptions import ConnectionClosed

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ConnectionClosed:
            logger.info("upstream is gone")
