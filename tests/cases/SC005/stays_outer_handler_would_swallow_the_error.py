import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            try:
                await self.disconnect(message["code"])
            finally:
                raise StopConsumer()
        except StopConsumer:
            raise
        except Exception:
            logger.exception("failed")
