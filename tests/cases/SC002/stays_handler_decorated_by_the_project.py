from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


def ending(handler):
    async def run(self, message):
        await handler(self, message)
        raise StopConsumer()

    return run


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    @ending
    async def websocket_disconnect(self, event):
        print("left")
