from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


def leave(self, event):
    raise StopConsumer()


class Consumer(SyncConsumer):
    websocket_disconnect = leave

    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})
