from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def clean_up(self):
        try:
            await self.channel_layer.group_discard("news", self.channel_name)
        finally:
            self.joined = False

    async def websocket_disconnect(self, message):
        await self.clean_up()
        raise StopConsumer()
