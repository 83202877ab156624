from contextlib import suppress

from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        with suppress(Exception): super().websocket_disconnect(message)
# output
from contextlib import suppress

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
