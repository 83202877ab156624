from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            await super().websocket_disconnect(message)
        except StopConsumer:
            pass
        await self.channel_layer.group_discard("lobby", self.channel_name)
        raise StopConsumer()
