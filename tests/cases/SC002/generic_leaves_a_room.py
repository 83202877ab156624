from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard(self.room, self.channel_name)
# output
from logging import getLogger

from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        self.room = "lobby"
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def websocket_disconnect(self, message):
        try:
            await self.channel_layer.group_discard(self.room, self.channel_name)
        except Exception:
            getLogger(__name__).exception("clean-up after the disconnect failed")
        await super().websocket_disconnect(message)
