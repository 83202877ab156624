# flags: --unsafe-fixes
from channels.generic.websocket import JsonWebsocketConsumer


class Consumer(JsonWebsocketConsumer):
    closed = True

    async def dispatch(self, message):
        if self.closed:
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import JsonWebsocketConsumer


class Consumer(JsonWebsocketConsumer):
    closed = True

    async def dispatch(self, message):
        if self.closed and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)
