import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as exc:
            logger.exception("consumer failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
