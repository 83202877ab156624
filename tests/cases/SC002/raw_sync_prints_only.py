from channels.consumer import SyncConsumer


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_receive(self, event):
        self.send({"type": "websocket.send", "text": event["text"]})

    def websocket_disconnect(self, event):
        print("left with", event["code"])
# output
from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_receive(self, event):
        self.send({"type": "websocket.send", "text": event["text"]})

    def websocket_disconnect(self, event):
        print("left with", event["code"])
        raise StopConsumer()
