# flags: --unsafe-fixes
# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, *args):
        if self.muted:
            return
        await super().dispatch(*args)
