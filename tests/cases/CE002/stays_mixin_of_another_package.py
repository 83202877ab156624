# flags: --unsafe-fixes
# oracle: none
from channels.generic.websocket import AsyncWebsocketConsumer
from tracing.channels import TracedConsumer


class Consumer(TracedConsumer, AsyncWebsocketConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("more", self.channel_name)
