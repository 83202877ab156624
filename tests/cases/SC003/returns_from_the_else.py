# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"].startswith("websocket.") and message["type"] != "websocket.disconnect":
            await super().dispatch(message)
        else:
            self.dropped = message["type"]
            return
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"].startswith("websocket.") and message["type"] != "websocket.disconnect":
            await super().dispatch(message)
        else:
            self.dropped = message["type"]
            if message["type"] == "websocket.disconnect":
                return await super().dispatch(message)
            return
