# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    HANDLED = {"websocket.connect", "websocket.receive"}

    async def dispatch(self, message):
        if message["type"] in self.HANDLED:
            await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    HANDLED = {"websocket.connect", "websocket.receive"}

    async def dispatch(self, message):
        if message["type"] in self.HANDLED:
            await super().dispatch(message)
        if message["type"] == "websocket.disconnect":
            await super().dispatch(message)
