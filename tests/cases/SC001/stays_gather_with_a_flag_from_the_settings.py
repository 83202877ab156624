import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


QUIET = bool(logging.getLogger().disabled) and not __debug__


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await asyncio.gather(super().dispatch(message), return_exceptions=QUIET)
