# flags: --unsafe-fixes
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        await self._dispatch_unless_muted(message)

    async def _dispatch_unless_muted(self, event):
        if self.muted:
            return False
        await super().dispatch(event)
        return True
# output
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    muted = True

    async def dispatch(self, message):
        await self._dispatch_unless_muted(message)

    async def _dispatch_unless_muted(self, event):
        if self.muted and event["type"] != "websocket.disconnect":
            return False
        await super().dispatch(event)
        return True
