import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.ensure_future(super().dispatch(message))
        try:
            await task
        except ValueError:
            logger.info('bad value')
