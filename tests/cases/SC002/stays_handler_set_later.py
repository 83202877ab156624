from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})


def leave(self, event):
    raise StopConsumer()


Consumer.websocket_disconnect = leave
