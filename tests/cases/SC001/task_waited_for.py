import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        done, pending = await asyncio.wait({task}, timeout=5)
        for late in pending:
            late.cancel()
        logger.debug("%d done", len(done))
# output
import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        done, pending = await asyncio.wait({task}, timeout=5)
        for late in pending:
            late.cancel()
        logger.debug("%d done", len(done))
        if message["type"] == "websocket.disconnect":
            await task
