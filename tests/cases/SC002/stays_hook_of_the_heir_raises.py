from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class BaseConsumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.on_leave(event["code"])

    async def on_leave(self, code):
        print("left with", code)


class Consumer(BaseConsumer):
    async def on_leave(self, code):
        raise StopConsumer()
