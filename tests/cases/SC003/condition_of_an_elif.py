# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ready = False

    async def dispatch(self, message):
        if message["type"] == "websocket.connect":
            await self.accept()
            return
        elif not self.ready:
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ready = False

    async def dispatch(self, message):
        if message["type"] == "websocket.connect":
            await self.accept()
            return
        elif not self.ready and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)
