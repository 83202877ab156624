from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class EndingMixin:
    async def websocket_disconnect(self, event):
        raise StopConsumer()


class Consumer(EndingMixin, AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})
