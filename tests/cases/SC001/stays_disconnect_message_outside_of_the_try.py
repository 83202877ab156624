import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await super().dispatch(message)
            return
        try:
            await super().dispatch(message)
        except Exception:
            logger.exception("consumer failed")
