import logging

from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def chat_message(self, event):
        try:
            await self.send_json({"text": event["text"]})
        except Exception:
            logger.exception("could not deliver")
