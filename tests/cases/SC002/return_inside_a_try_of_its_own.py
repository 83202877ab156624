import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    room = None

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            if self.room is None:
                return
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except Exception:
            logger.exception("could not leave the room")
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncConsumer):
    room = None

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            if self.room is None:
                raise StopConsumer()
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("could not leave the room")
        raise StopConsumer()
