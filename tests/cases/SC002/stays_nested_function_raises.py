from channels.consumer import SyncConsumer
from channels.exceptions import StopConsumer


class Consumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    def websocket_disconnect(self, event):
        def end():
            raise StopConsumer()

        end()
