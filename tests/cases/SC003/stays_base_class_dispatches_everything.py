from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        await self.before(message)
        await super().dispatch(message)

    async def before(self, message):
        if message["type"] == "websocket.disconnect":
            return
        self.last = message["type"]


class Consumer(Base):
    pass
