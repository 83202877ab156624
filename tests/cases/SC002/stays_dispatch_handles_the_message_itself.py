from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            raise StopConsumer()
        await super().dispatch(message)
