# flags: --unsafe-fixes
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    muted = True

    async def dispatch(self, message):
        if self.muted:
            return
        await super().dispatch(message)

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def http_disconnect(self, message):
        raise StopConsumer()
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Consumer(AsyncConsumer):
    muted = True

    async def dispatch(self, message):
        if self.muted and message["type"] != "websocket.disconnect":
            return
        await super().dispatch(message)

    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()

    async def http_disconnect(self, message):
        raise StopConsumer()
