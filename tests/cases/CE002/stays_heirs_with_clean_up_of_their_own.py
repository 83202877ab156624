# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class FeedConsumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()


class Consumer(FeedConsumer):
    async def connect(self):
        await self.channel_layer.group_add("feed", self.channel_name)
        await self.accept()

    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise

    async def disconnect(self, code):
        await self.channel_layer.group_discard("feed", self.channel_name)
        cleaned.append(code)


class QuietConsumer(FeedConsumer):
    async def connect(self):
        await self.accept()

    async def disconnect(self, code):
        """Nothing is held."""
