import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        for attempt in range(2):
            try:
                return await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception as error:
                last = error
        raise last

    async def disconnect(self, code):
        raise OSError
