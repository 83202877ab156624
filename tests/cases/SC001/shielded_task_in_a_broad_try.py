import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        try:
            await asyncio.shield(task)
        except Exception as exc:
            logger.error("dispatch: %s", exc)
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        task = asyncio.create_task(super().dispatch(message))
        try:
            await asyncio.shield(task)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.error("dispatch: %s", exc)
