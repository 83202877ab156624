import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class LoggedConsumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("%s failed", type(self).__name__)


class Consumer(LoggedConsumer):
    async def receive_json(self, content, **kwargs):
        await self.send_json(content)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class LoggedConsumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("%s failed", type(self).__name__)


class Consumer(LoggedConsumer):
    async def receive_json(self, content, **kwargs):
        await self.send_json(content)
