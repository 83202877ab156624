# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        return None if self.muted else await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            return await super().dispatch(message)
        return None if self.muted else await super().dispatch(message)
