import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.wait_for(super().dispatch(message), timeout=30)
        except asyncio.TimeoutError:
            logger.error("too slow: %s", message["type"])
