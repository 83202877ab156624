import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard(
            self.room,
            self.channel_name,
        )  # no more messages of the room
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard(
                self.room,
                self.channel_name,
            )  # no more messages of the room
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()
