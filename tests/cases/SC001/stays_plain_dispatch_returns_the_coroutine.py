import logging

from channels.generic.websocket import AsyncWebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(AsyncWebsocketConsumer):
    def dispatch(self, message):
        try:
            return super().dispatch(message)
        except Exception:
            logger.exception("never seen here")
