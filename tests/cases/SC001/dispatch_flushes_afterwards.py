import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def flush(self):
        self.pending = []

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
        await self.flush()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def flush(self):
        self.pending = []

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
        await self.flush()
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
