# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("x", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        await self.channel_layer.group_discard("x", self.channel_name)

    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        finally:
            if message["type"] != "websocket.connect":
                await self.channel_layer.group_discard("x", self.channel_name)
