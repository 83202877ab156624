import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        try:
            await super().disconnect(code)
        except Exception:
            logger.exception("cannot happen")
