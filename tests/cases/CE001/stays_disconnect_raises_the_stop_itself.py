# oracle: none
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except BaseException:
            if message["type"] == "websocket.disconnect":
                raise
            self.healthy = False

    async def disconnect(self, code):
        await self.feed.unsubscribe()
        raise StopConsumer
