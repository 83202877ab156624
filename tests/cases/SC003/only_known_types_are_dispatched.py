# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        kind = message["type"]
        if kind == "websocket.connect":
            await super().dispatch(message)
        elif kind == "websocket.receive":
            self.count = getattr(self, "count", 0) + 1
            await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        kind = message["type"]
        if kind == "websocket.connect":
            await super().dispatch(message)
        elif kind == "websocket.receive":
            self.count = getattr(self, "count", 0) + 1
            await super().dispatch(message)
        if message["type"] == "websocket.disconnect":
            await super().dispatch(message)
