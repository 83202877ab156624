import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_receive(self, message):
        try:
            await super().websocket_receive(message)
        except Exception:
            logger.exception("bad frame")
