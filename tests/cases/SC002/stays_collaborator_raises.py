from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Session:
    async def end(self):
        raise StopConsumer()


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        self.session = Session()
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.session.end()
