# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class FeedConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("feed", self.channel_name)
        await self.accept()

    async def feed_changed(self, event):
        await self.send_json(event["content"])


class Consumer(FeedConsumer):
    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard("feed", self.channel_name)
        cleaned.append("reader")
# output
import asyncio

from channels.generic.websocket import AsyncJsonWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class FeedConsumer(AsyncJsonWebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await self.disconnect(1006)
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    async def connect(self):
        await self.channel_layer.group_add("feed", self.channel_name)
        await self.accept()

    async def feed_changed(self, event):
        await self.send_json(event["content"])


class Consumer(FeedConsumer):
    async def receive_json(self, content, **kwargs):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard("feed", self.channel_name)
        cleaned.append("reader")
