import asyncio
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lock = asyncio.Lock()

    async def dispatch(self, message):
        async with self.lock:
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("consumer failed")
# output
import asyncio
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.lock = asyncio.Lock()

    async def dispatch(self, message):
        async with self.lock:
            try:
                await super().dispatch(message)
            except StopConsumer:
                raise
            except Exception:
                logger.exception("consumer failed")
