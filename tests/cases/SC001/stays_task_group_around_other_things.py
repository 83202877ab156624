# python: 3.11
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(0))
            logger.debug('%s', message['type'])
        await super().dispatch(message)
