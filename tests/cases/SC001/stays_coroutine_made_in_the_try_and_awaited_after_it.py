import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            coro = super().dispatch(message)
        except Exception:
            logger.exception("cannot happen")
            return
        await coro
