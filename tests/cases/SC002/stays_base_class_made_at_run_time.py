from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


def ending(base):
    class Ending(base):
        async def dispatch(self, message):
            await super().dispatch(message)
            if message["type"] == "websocket.disconnect":
                raise StopConsumer()

    return Ending


class Consumer(ending(AsyncConsumer)):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")
