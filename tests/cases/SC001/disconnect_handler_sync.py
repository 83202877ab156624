import logging

from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except Exception:
            logger.exception("disconnect failed")
# output
import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            logger.exception("disconnect failed")
