# flags: --unsafe-fixes
# oracle: none
from asgiref.sync import async_to_sync
from channels.generic.websocket import AsyncWebsocketConsumer, WebsocketConsumer


class Reporting:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except ValueError:
            self.failed = True


class Prices(Reporting, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("prices", self.channel_name)


class Orders(Reporting, WebsocketConsumer):
    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("orders", self.channel_name)
