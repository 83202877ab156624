from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class RoomConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.channel_layer.group_discard("room", self.channel_name)


class Consumer(RoomConsumer):
    async def websocket_disconnect(self, event):
        await super().websocket_disconnect(event)
        print("left the room")
        raise StopConsumer()
