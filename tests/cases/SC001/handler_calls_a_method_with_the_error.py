import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def handle_error(self, error):
        logger.error("consumer failed", exc_info=error)
        await self.send_json({"error": type(error).__name__})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception as error:
            await self.handle_error(error)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def handle_error(self, error):
        logger.error("consumer failed", exc_info=error)
        await self.send_json({"error": type(error).__name__})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as error:
            await self.handle_error(error)
