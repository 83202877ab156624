# python: 3.11
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            async with asyncio.timeout(5):
                await super().dispatch(message)
        except TimeoutError:
            logger.warning('too slow')
