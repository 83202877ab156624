import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        if self.room is None:
            return
        await self.channel_layer.group_discard(self.room, self.channel_name)
        await super().websocket_disconnect(message)
# output
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    room = None

    async def websocket_disconnect(self, message):
        if self.room is None:
            await super().websocket_disconnect(message)
        await self.channel_layer.group_discard(self.room, self.channel_name)
        await super().websocket_disconnect(message)
