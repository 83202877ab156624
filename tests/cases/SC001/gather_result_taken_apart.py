import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        left, logged = await asyncio.gather(
            super().websocket_disconnect(message), asyncio.sleep(0), return_exceptions=True
        )
        logger.info("left: %s, logged: %s", left, logged)
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        left, logged = await asyncio.gather(
            super().websocket_disconnect(message), asyncio.sleep(0), return_exceptions=True
        )
        for result in (left, logged,):
            if isinstance(result, StopConsumer):
                raise result
        logger.info("left: %s, logged: %s", left, logged)
        raise StopConsumer()
