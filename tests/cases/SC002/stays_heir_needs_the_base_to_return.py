# oracle: none
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class RoomConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")


class PlainConsumer(RoomConsumer):
    async def websocket_receive(self, event):
        await self.send({"type": "websocket.send", "text": event["text"]})


class CountingConsumer(RoomConsumer):
    online = 0

    async def websocket_disconnect(self, event):
        await super().websocket_disconnect(event)
        CountingConsumer.online -= 1
        raise StopConsumer()
