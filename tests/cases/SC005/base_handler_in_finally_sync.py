# oracle: error
from channels.generic.websocket import JsonWebsocketConsumer


def work():
    """Stands for what may fail."""


class Consumer(JsonWebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            work()
        finally: JsonWebsocketConsumer.websocket_disconnect(self, message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import JsonWebsocketConsumer


def work():
    """Stands for what may fail."""


class Consumer(JsonWebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            work()
        finally:
            try:
                JsonWebsocketConsumer.websocket_disconnect(self, message)
            except StopConsumer:
                pass
        raise StopConsumer()
