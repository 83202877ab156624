from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.left = code

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.disconnect(message["code"])
            return
        await super().dispatch(message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        self.left = code

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.disconnect(message["code"])
            raise StopConsumer()
        await super().dispatch(message)
