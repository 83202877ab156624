import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)
ROOMS = {}


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard(ROOMS["lobby"], self.channel_name)
        except KeyError:
            logger.warning("no such room")
            return
        raise StopConsumer()
# output
import logging

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer

logger = logging.getLogger(__name__)
ROOMS = {}


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard(ROOMS["lobby"], self.channel_name)
        except KeyError:
            logger.warning("no such room")
            raise StopConsumer()
        raise StopConsumer()
