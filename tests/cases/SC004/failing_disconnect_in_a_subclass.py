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
            logger.exception("consumer failed")


class Consumer(LoggedConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)
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
        except Exception as exc:
            logger.exception("consumer failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc


class Consumer(LoggedConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)
