import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    failures = 0

    async def dispatch(self, message):
        try:
            task = asyncio.create_task(super().dispatch(message))
            await task
        except KeyError:
            self.failures += 1
