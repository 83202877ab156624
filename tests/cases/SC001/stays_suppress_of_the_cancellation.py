import contextlib
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


import asyncio


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        with contextlib.suppress(asyncio.CancelledError, ValueError):
            await super().dispatch(message)
