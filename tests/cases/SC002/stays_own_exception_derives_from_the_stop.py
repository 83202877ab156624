from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class ClientLeft(StopConsumer):
    pass


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        raise ClientLeft(event["code"])
