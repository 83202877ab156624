from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        for step in (self.leave, self.finish):
            await step()

    async def leave(self):
        print("leaving")

    async def finish(self):
        raise StopConsumer()
