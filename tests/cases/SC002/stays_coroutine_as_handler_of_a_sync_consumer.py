# oracle: none
from channels.consumer import SyncConsumer


class RoomConsumer(SyncConsumer):
    def websocket_connect(self, event):
        self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")
