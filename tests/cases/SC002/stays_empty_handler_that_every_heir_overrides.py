from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class BaseConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        pass


class Consumer(BaseConsumer):
    async def websocket_disconnect(self, event):
        raise StopConsumer()
