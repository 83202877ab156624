from channels.consumer import AsyncConsumer


class Base(AsyncConsumer):
    async def dispatch(self, message):
        if message["type"] in {"websocket.disconnect"}:
            return
        await super().dispatch(message)


class Consumer(Base):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})
# output
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


class Base(AsyncConsumer):
    async def dispatch(self, message):
        if message["type"] in {"websocket.disconnect"}:
            raise StopConsumer()
        await super().dispatch(message)


class Consumer(Base):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})
