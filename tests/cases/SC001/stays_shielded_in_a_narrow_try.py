import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await asyncio.shield(asyncio.ensure_future(super().dispatch(message)))
        except (KeyError, asyncio.CancelledError):
            raise
