# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if not self.scope.get("user"):
            await self.close(code=4003)
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if not self.scope.get("user") and message["type"] != "websocket.disconnect":
            await self.close(code=4003)
            return
        await super().dispatch(message)
