import contextlib

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        with contextlib.suppress(Exception):
            super().websocket_disconnect(message)

    def disconnect(self, code):
        raise OSError
# output
import contextlib

from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            raise
        except Exception:
            pass
        raise StopConsumer()

    def disconnect(self, code):
        raise OSError
