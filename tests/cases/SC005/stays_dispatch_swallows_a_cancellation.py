import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            logger.warning("cancelled")

    async def disconnect(self, code):
        try:
            await self.leave()
        finally:
            raise StopConsumer()

    async def leave(self):
        self.left = True
