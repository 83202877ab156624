from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


def ends(cls):
    handler = cls.websocket_disconnect

    async def run(self, message):
        await handler(self, message)
        raise StopConsumer()

    cls.websocket_disconnect = run
    return cls


@ends
class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")
