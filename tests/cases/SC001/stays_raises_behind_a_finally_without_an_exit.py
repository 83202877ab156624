import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except Exception:
                self.failures += 1
        finally:
            logger.debug("handled %s", message["type"])
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
