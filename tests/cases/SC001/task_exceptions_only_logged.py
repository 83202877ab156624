import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handling = asyncio.ensure_future(super().dispatch(message))
        done, pending = await asyncio.wait([handling])
        for task in done:
            if task.exception():
                logger.error("failed: %r", task.exception())
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handling = asyncio.ensure_future(super().dispatch(message))
        done, pending = await asyncio.wait([handling])
        for task in done:
            if task.exception():
                logger.error("failed: %r", task.exception())
        if message["type"] == "websocket.disconnect":
            await handling
