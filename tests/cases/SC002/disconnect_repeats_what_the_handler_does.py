# flags: --unsafe-fixes
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    online = 0
    seen = []

    def disconnect(self, code):
        Consumer.online -= 1
        self.seen.append(code)

    def websocket_disconnect(self, message):
        Consumer.online -= 1
# output
from channels.generic.websocket import WebsocketConsumer


class Consumer(WebsocketConsumer):
    online = 0
    seen = []

    def disconnect(self, code):
        Consumer.online -= 1
        self.seen.append(code)

    def websocket_disconnect(self, message):
        Consumer.online -= 1
        super().websocket_disconnect(message)
