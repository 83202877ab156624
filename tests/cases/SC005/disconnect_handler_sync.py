# oracle: error
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


def work():
    """Stands for what may fail."""


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            work()
        finally:
            self.closed = True
            raise StopConsumer
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


def work():
    """Stands for what may fail."""


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            work()
        finally:
            self.closed = True
        raise StopConsumer
