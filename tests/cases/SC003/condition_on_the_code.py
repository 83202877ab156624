from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect" and message.get("code") == 1006:
            self.lost = True
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect" and message.get("code") == 1006:
            self.lost = True
            return await super().dispatch(message)
        await super().dispatch(message)
