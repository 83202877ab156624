from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    tasks = ()

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        while True:
            if not self.tasks:
                break
            print("waiting")
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    tasks = ()

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        while True:
            if not self.tasks:
                break
            print("waiting")
        raise StopConsumer()
