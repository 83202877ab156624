from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class EndingConsumer(AsyncConsumer):
    ending = ("websocket.disconnect", "http.disconnect")

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            print("dispatched", message["type"])
        if message["type"].endswith("disconnect"):
            raise StopConsumer()


class Consumer(EndingConsumer):
    async def websocket_connect(self, event):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, event):
        print("left")
