# oracle: none
from fast_channels.consumer import AsyncConsumer


class RoomConsumer(AsyncConsumer):
    async def websocket_disconnect(self, event):
        print("left")
