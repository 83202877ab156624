from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        if event["code"] == 1000:
            print("left")
            raise StopConsumer()
        else:
            print("lost")
            raise StopConsumer("lost")
