# flags: --unsafe-fixes
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("failed")
            await self.count()
        finally:
            logger.debug("handled %s", message["type"])
            return

    async def count(self):
        self.handled += 1
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    handled = 0

    async def dispatch(self, message):
        try:
            try:
                await super().dispatch(message)
            except Exception:
                logger.exception("failed")
            await self.count()
        finally:
            logger.debug("handled %s", message["type"])
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()

    async def count(self):
        self.handled += 1
