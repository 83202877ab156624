import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = {}


class Consumer(WebsocketConsumer):
    def disconnect(self, code):
        ONLINE.pop(self.channel_name)

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        raise StopConsumer()
