import logging

from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def websocket_connect(self, message):
        try:
            super().websocket_connect(message)
        except Exception:
            logger.exception("no connection")
            self.close()
