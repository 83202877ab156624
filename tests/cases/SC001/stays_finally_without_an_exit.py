import logging
import time

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        started = time.monotonic()
        try:
            await super().dispatch(message)
        finally:
            logger.info("%s took %.3f s", message["type"], time.monotonic() - started)
