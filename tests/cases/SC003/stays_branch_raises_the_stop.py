from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        if message["type"] == "websocket.disconnect":
            await self.disconnect(message.get("code", 1000))
            raise StopConsumer()
        await super().dispatch(message)
