from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] != "websocket.disconnect":
            await super().dispatch(message)
        else:
            pass  # nothing to leave
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] != "websocket.disconnect":
            await super().dispatch(message)
        else:
            await super().dispatch(message)  # nothing to leave
