import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        results = await asyncio.gather(super().dispatch(message), asyncio.sleep(0), return_exceptions=True)
        for result in results:
            if isinstance(result, BaseException):
                raise result
