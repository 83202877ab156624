import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                return await super().dispatch(message)
            except Exception as exc:
                logger.warning("attempt %d failed: %s", attempt, exc)
                await asyncio.sleep(0.01 * attempt)
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(3):
            try:
                return await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception as exc:
                logger.warning("attempt %d failed: %s", attempt, exc)
                await asyncio.sleep(0.01 * attempt)
