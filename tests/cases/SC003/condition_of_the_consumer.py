# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        if self.muted:
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        if self.muted and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)
