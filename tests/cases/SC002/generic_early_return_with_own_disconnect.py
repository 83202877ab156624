# oracle: websocket-error
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        logger.info("left with %s", code)

    async def websocket_disconnect(self, message):
        room = self.scope["room"]
        if room is None:
            return
        await self.channel_layer.group_discard(room, self.channel_name)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        logger.info("left with %s", code)

    async def websocket_disconnect(self, message):
        try:
            room = self.scope["room"]
            if room is None:
                await super().websocket_disconnect(message)
            await self.channel_layer.group_discard(room, self.channel_name)
            await super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
