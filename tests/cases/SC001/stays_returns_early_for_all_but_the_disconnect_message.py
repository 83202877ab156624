import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except Exception:
            if message["type"] != "websocket.disconnect":
                logger.exception("consumer failed")
                return
            raise
