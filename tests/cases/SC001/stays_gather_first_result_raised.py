import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handled, _ = await asyncio.gather(super().dispatch(message), asyncio.sleep(0), return_exceptions=True)
        if isinstance(handled, StopConsumer):
            raise handled
        if isinstance(handled, Exception):
            logger.error('failed: %s', handled)
