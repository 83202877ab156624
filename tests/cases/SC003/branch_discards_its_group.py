from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        kind = message.get("type")
        if kind == "websocket.disconnect":
            if self.channel_layer:
                await self.channel_layer.group_discard("lobby", self.channel_name)
            return None
        await super().dispatch(message)
# output
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncJsonWebsocketConsumer


class Consumer(AsyncJsonWebsocketConsumer):
    async def dispatch(self, message):
        kind = message.get("type")
        if kind == "websocket.disconnect":
            if self.channel_layer:
                await self.channel_layer.group_discard("lobby", self.channel_name)
            raise StopConsumer()
        await super().dispatch(message)
