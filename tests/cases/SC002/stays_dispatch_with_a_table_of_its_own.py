from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def leave(self, event):
        raise StopConsumer()

    async def dispatch(self, message):
        handlers = {"websocket.connect": self.websocket_connect, "websocket.disconnect": self.leave}
        await handlers[message["type"]](message)
