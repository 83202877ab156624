# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            try:
                await self.channel_layer.group_discard("news", self.channel_name)
            except OSError:
                return
            print("left")
            raise
