from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


def end():
    raise StopConsumer()


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        await self.finish()

    async def finish(self):
        await self.leave()

    async def leave(self):
        end()
