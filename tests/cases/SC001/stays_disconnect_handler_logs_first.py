import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            logger.info("left with %s", message["code"])
        except Exception:
            logger.exception("no code")
        await super().websocket_disconnect(message)
