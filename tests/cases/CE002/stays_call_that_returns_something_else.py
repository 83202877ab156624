# flags: --unsafe-fixes
# oracle: websocket
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        return (await super().__call__(scope, receive, send), scope)

    async def connect(self):
        await self.channel_layer.group_add("room", self.channel_name)
        await self.accept()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("room", self.channel_name)
