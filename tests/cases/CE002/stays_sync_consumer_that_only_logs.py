# flags: --unsafe-fixes
import logging

from channels.generic.websocket import WebsocketConsumer

log = logging.getLogger(__name__)


class Consumer(WebsocketConsumer):
    def receive(self, text_data=None, bytes_data=None):
        self.send(text_data=text_data)

    def disconnect(self, code):
        log.info("left: %s", code)
