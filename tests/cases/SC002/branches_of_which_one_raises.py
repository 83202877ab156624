from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    accepted = True

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        if not self.accepted:
            raise StopConsumer()
        elif event["code"] == 1006:
            print("lost")
        else:
            print("left")
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    accepted = True

    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        if not self.accepted:
            raise StopConsumer()
        elif event["code"] == 1006:
            print("lost")
        else:
            print("left")
        raise StopConsumer()
