from channels.consumer import AsyncConsumer


class Handlers:
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        print("left")


class Consumer(AsyncConsumer, Handlers):
    pass
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Handlers:
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        print("left")
        raise StopConsumer()


class Consumer(AsyncConsumer, Handlers):
    pass
