# oracle: websocket-error
from channels.consumer import AsyncConsumer


class BaseConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})


class Consumer(BaseConsumer):
    async def websocket_receive(self, event):
        await self.send({"type": "websocket.send", "text": event["text"]})
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class BaseConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        raise StopConsumer()


class Consumer(BaseConsumer):
    async def websocket_receive(self, event):
        await self.send({"type": "websocket.send", "text": event["text"]})
