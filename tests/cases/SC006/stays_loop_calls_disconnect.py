# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        while True:
            try:
                await self.send("tick")
                await asyncio.sleep(1)
            except ConnectionError:
                await self.disconnect(1006)
                break

    async def disconnect(self, code):
        await self.channel_layer.group_discard("ticks", self.channel_name)
