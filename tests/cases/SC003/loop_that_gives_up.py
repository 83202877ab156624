# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ready = False

    async def dispatch(self, message):
        for _ in range(3):
            if not self.ready:
                continue
            await super().dispatch(message)
            break
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    ready = False

    async def dispatch(self, message):
        for _ in range(3):
            if not self.ready:
                continue
            await super().dispatch(message)
            break
        if message["type"] == "websocket.disconnect":
            await super().dispatch(message)
