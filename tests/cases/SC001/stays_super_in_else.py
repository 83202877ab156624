import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            kind = message["type"]
        except Exception:
            logger.exception("message without a type")
        else:
            logger.debug(kind)
            await super().dispatch(message)
