import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard("room", self.channel_name)
        super().websocket_disconnect(event)
# output
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, event):
        try:
            await self.channel_layer.group_discard("room", self.channel_name)
        except Exception:
            logger.exception("clean-up after the disconnect failed")
        await super().websocket_disconnect(event)
