import logging

from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = set()


class Consumer(WebsocketConsumer):
    def connect(self):
        ONLINE.add(self.channel_name)
        self.accept()

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        ONLINE.discard(self.channel_name)
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)

ONLINE = set()


class Consumer(WebsocketConsumer):
    def connect(self):
        ONLINE.add(self.channel_name)
        self.accept()

    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
        ONLINE.discard(self.channel_name)
        raise StopConsumer()
