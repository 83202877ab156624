import logging

from channels.consumer import AsyncConsumer

logger = logging.getLogger(__name__)
ROOMS = {}


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.leave()

    async def leave(self):
        await self.channel_layer.group_discard(ROOMS["lobby"], self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("failed")
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
            await self.leave()
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        raise StopConsumer()

    async def leave(self):
        await self.channel_layer.group_discard(ROOMS["lobby"], self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc
