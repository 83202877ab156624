from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


def ending(event):
    return StopConsumer(event["code"])


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        raise ending(event)
