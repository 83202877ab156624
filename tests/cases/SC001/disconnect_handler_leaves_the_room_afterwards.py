import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def leave_room(self):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        await self.leave_room()
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def leave_room(self):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        await self.leave_room()
        raise StopConsumer()
