import json
import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.send(text_data=json.loads(text_data)["echo"])
        except Exception:
            logger.exception("bad frame")
