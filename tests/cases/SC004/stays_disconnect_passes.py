import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    groups = []

    def disconnect(self, code):
        pass

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("consumer failed")
