from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    groups = ["news"]

    async def disconnect(self, code):
        await self.channel_layer.group_discard(self.room, self.channel_name)
