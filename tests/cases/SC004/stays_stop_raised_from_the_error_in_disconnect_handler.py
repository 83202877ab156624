import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except Exception as exc:
            logger.debug("disconnected with %r", exc)
            raise StopConsumer() from exc
