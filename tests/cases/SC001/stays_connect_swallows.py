import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        try:
            self.room = self.scope["url_route"]["kwargs"]["room"]
        except Exception:
            logger.exception("no room")
        await self.accept()
