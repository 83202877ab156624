# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class FeedConsumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("feed", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()


class Consumer(FeedConsumer):
    pass


class ReaderConsumer(FeedConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("feed", self.channel_name)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class FeedConsumer(AsyncWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await asyncio.shield(self._clean_up())
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def connect(self):
        await self.channel_layer.group_add("feed", self.channel_name)
        await self.accept()

    async def _clean_up(self):
        await self.channel_layer.group_discard("feed", self.channel_name)
        await self.disconnect(1006)

    async def receive(self, text_data=None, bytes_data=None):
        await work()


class Consumer(FeedConsumer):
    pass


class ReaderConsumer(FeedConsumer):
    async def disconnect(self, code):
        await self.channel_layer.group_discard("feed", self.channel_name)
