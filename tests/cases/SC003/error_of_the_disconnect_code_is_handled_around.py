import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("lobby", self.channel_name)

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.disconnect":
                logger.info("left")
                return
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("lobby", self.channel_name)

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.disconnect":
                logger.info("left")
                return await super().dispatch(message)
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
