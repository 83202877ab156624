from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    def __getattr__(self, name):
        if name == "websocket_disconnect":
            return self.leave
        raise AttributeError(name)

    async def leave(self, event):
        raise StopConsumer()
