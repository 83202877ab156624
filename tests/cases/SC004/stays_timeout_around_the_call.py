import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.wait_for(super().dispatch(message), 3)
        except asyncio.TimeoutError:
            logger.warning('too slow')
            raise

    async def disconnect(self, code):
        raise KeyError(code)
