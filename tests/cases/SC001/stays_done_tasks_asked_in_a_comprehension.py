import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        done, _ = await asyncio.wait([asyncio.create_task(super().dispatch(message))])
        return [task.result() for task in done]
