# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True
    forced = False

    async def dispatch(self, message):
        if (
            self.muted  # by an admin
            and not self.forced
        ):
            return
        await super().dispatch(message)
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True
    forced = False

    async def dispatch(self, message):
        if (
            self.muted  # by an admin
            and not self.forced
        ) and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)
