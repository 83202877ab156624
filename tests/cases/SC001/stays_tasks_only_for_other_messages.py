import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message['type'] == 'websocket.receive':
            asyncio.create_task(super().dispatch(message))
            return
        await super().dispatch(message)
