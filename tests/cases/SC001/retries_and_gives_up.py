import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        attempt = 0
        while attempt < 3:
            attempt += 1
            try:
                return await super().dispatch(message)
            except Exception:
                logger.exception("attempt %d", attempt)
                await asyncio.sleep(0)
        logger.error("gave up")
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        attempt = 0
        while attempt < 3:
            attempt += 1
            try:
                return await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("attempt %d", attempt)
                await asyncio.sleep(0)
        logger.error("gave up")
