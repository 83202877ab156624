import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    def failed(self, exc):
        logger.error("consumer failed: %r", exc)
        raise exc

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception as exc:
            self.failed(exc)
