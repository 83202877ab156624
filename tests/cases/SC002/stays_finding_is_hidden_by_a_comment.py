# oracle: none
from channels.consumer import AsyncConsumer


class RoomConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):  # channels-fix: ignore[SC002]
        print("left")
