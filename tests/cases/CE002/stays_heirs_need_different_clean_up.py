# flags: --unsafe-fixes
# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer


class Guarded(AsyncWebsocketConsumer):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            await self.close()


class Prices(Guarded):
    async def connect(self):
        await self.channel_layer.group_add("prices", self.channel_name)
        await self.accept()


class Orders(Guarded):
    async def connect(self):
        await self.channel_layer.group_add("orders", self.channel_name)
        await self.accept()
