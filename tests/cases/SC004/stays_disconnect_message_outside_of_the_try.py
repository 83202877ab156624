import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            return await super().dispatch(message)
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
