from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


class CounterMixin:
    online = 0

    def websocket_disconnect(self, event):
        CounterMixin.online -= 1


class Consumer(CounterMixin, SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        super().websocket_disconnect(event)
        raise StopConsumer()
