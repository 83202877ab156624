import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            logger.exception("failed")
            if message["type"] == "websocket.disconnect":
                raise StopConsumer() from exc

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.send(text_data)
        finally:
            raise StopConsumer()
