# oracle: websocket-error
from channels.consumer import AsyncConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, event):
        await self.send({"type": "websocket.send", "text": self.answer(event)})

    def answer(self, event):
        return event["text"]
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, event):
        await self.send({"type": "websocket.send", "text": self.answer(event)})

    async def websocket_disconnect(self, event):
        raise StopConsumer()

    def answer(self, event):
        return event["text"]
