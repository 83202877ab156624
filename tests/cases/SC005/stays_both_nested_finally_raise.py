import logging

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer

logger = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            try:
                super().websocket_disconnect(message)
            except Exception:
                self.report()
            finally:
                raise StopConsumer()
            return
        finally:
            raise StopConsumer()

    def report(self):
        logger.exception("the clean-up failed")
