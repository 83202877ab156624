import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        while True:
            try:
                await super().dispatch(message)
                break
            except Exception:
                logger.warning("trying again")
                await asyncio.sleep(0.05)
                continue
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        while True:
            try:
                await super().dispatch(message)
                break
            except StopConsumer:
                raise
            except Exception:
                logger.warning("trying again")
                await asyncio.sleep(0.05)
                continue
