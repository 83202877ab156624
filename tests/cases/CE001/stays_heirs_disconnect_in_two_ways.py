# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Base(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException:
            if message["type"] == "websocket.disconnect":
                raise
            self.healthy = False


class Chat(Base):
    async def disconnect(self, code):
        await self.feed.unsubscribe()


class Legacy(Base):
    def disconnect(self, code):
        self.feed.close()
