import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class BaseConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            await self.handle_error(error)

    async def handle_error(self, error):
        raise error


class Consumer(BaseConsumer):
    async def handle_error(self, error):
        logger.error("failed: %s", error)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class BaseConsumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as error:
            await self.handle_error(error)

    async def handle_error(self, error):
        raise error


class Consumer(BaseConsumer):
    async def handle_error(self, error):
        logger.error("failed: %s", error)
