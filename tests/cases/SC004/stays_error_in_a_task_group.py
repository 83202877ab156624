# python: 3.11
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(super().dispatch(message))
        except BaseExceptionGroup as errors:
            if errors.subgroup(StopConsumer):
                raise StopConsumer() from errors
            raise

    async def disconnect(self, code):
        raise OSError
