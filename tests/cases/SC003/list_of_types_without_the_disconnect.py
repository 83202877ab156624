# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer

HANDLED = ("websocket.connect", "websocket.receive")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] not in HANDLED:
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer

HANDLED = ("websocket.connect", "websocket.receive")


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] not in HANDLED and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)
