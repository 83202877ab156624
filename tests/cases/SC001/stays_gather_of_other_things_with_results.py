import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await super().dispatch(message)
        await asyncio.gather(asyncio.sleep(0), asyncio.sleep(0), return_exceptions=True)
