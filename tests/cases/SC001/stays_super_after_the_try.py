import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def audit(self, message):
        logger.info("audit %s", message["type"])

    async def dispatch(self, message):
        try:
            await self.audit(message)
        except Exception:
            logger.exception("audit failed")
        await super().dispatch(message)
