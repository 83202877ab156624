from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    online = 0

    def connect(self):
        Consumer.online += 1
        self.accept()

    def websocket_disconnect(self, close_message):
        Consumer.online -= 1
# output
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    online = 0

    def connect(self):
        Consumer.online += 1
        self.accept()

    def websocket_disconnect(self, close_message):
        Consumer.online -= 1
        super().websocket_disconnect(close_message)
