import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.error("room failed: %s", e)
            await self.send_json({"error": str(e)})
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room_group_name, self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.error("room failed: %s", e)
            await self.send_json({"error": str(e)})
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from e
