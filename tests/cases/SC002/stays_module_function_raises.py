from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


def stop(consumer, event):
    print(consumer, "left with", event["code"])
    raise StopConsumer()


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        stop(self, event)
