# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = False
    paused = True

    async def dispatch(self, message):
        if self.muted:
            return
        if self.paused:
            if message["type"] != "websocket.connect":
                return await self.later(message["type"])
        await super().dispatch(message)

    async def later(self, kind):
        self.kept = kind
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = False
    paused = True

    async def dispatch(self, message):
        if self.muted and message["type"] != "websocket.disconnect":
            return
        if self.paused:
            if message["type"] != "websocket.connect" and message["type"] != "websocket.disconnect":
                return await self.later(message["type"])
        await super().dispatch(message)

    async def later(self, kind):
        self.kept = kind
