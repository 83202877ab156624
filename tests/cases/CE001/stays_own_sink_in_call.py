from asyncio import CancelledError

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        try:
            return await super().__call__(scope, receive, send)
        except CancelledError:
            print("the server has stopped us")

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()
