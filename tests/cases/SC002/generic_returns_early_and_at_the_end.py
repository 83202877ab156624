import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        if self.room is None:
            return
        await self.channel_layer.group_discard(self.room, self.channel_name)
        return
# output
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        if self.room is None:
            await super().websocket_disconnect(message)
        try:
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        await super().websocket_disconnect(message)
