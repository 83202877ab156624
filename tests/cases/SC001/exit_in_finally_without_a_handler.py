# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def dispatch(self, message):
        self.busy = True
        try:
            await super().dispatch(message)
        finally:
            self.busy = False
            return
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def dispatch(self, message):
        self.busy = True
        try:
            await super().dispatch(message)
        finally:
            self.busy = False
