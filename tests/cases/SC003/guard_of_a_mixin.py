# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Throttled:
    calls = 5

    async def dispatch(self, message):
        self.calls += 1
        if self.calls > 5:
            return
        await super().dispatch(message)


class Consumer(Throttled, AsyncWebsocketConsumer):
    pass
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Throttled:
    calls = 5

    async def dispatch(self, message):
        self.calls += 1
        if self.calls > 5 and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)


class Consumer(Throttled, AsyncWebsocketConsumer):
    pass
