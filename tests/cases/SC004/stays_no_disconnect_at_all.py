import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        await self.channel_layer.group_send("lobby", {"type": "chat.message", "text": content["text"]})

    async def chat_message(self, event):
        await self.send_json({"text": event["text"]})

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as e:
            logger.exception("consumer failed")
            await self.send_json({"error": str(e)})
