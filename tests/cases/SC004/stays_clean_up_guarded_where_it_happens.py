import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        try:
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except Exception:
            logger.exception("could not leave")
