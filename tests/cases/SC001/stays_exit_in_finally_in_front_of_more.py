# oracle: none
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("failed")
            await self.count()
        finally:
            if self.handled:
                return
        logger.debug("first message: %s", message["type"])

    async def count(self):
        self.handled += 1
