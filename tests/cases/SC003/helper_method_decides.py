# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    user = None

    async def dispatch(self, message):
        if not await self.is_allowed(message):
            return
        await super().dispatch(message)

    async def is_allowed(self, message):
        if message["type"] == "websocket.connect":
            return True
        return self.user is not None
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    user = None

    async def dispatch(self, message):
        if not await self.is_allowed(message) and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)

    async def is_allowed(self, message):
        if message["type"] == "websocket.connect":
            return True
        return self.user is not None
