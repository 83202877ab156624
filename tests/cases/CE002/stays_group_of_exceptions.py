# oracle: none
# python: 3.11
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    groups = ["all"]

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except* ValueError:
            await self.close()
