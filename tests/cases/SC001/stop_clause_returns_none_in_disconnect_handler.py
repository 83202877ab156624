from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            return None
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    def websocket_disconnect(self, message):
        try:
            super().websocket_disconnect(message)
        except StopConsumer:
            raise
