# flags: --unsafe-fixes
# oracle: none
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("all", self.channel_name)
        raise StopConsumer()

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()
