import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handling = asyncio.create_task(super().dispatch(message), name="handling")
        logger.debug("%s started", handling)
        try:
            await handling
        except Exception: logger.exception("failed")  # go on
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        handling = asyncio.create_task(super().dispatch(message), name="handling")
        logger.debug("%s started", handling)
        try:
            await handling
        except StopConsumer:
            raise
        except Exception: logger.exception("failed")  # go on
