import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        """Say who left."""
        logger.info("left with %s", code)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
