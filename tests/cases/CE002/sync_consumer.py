# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from asgiref.sync import async_to_sync
from channels.generic.websocket import WebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(WebsocketConsumer):
    def connect(self):
        async_to_sync(self.channel_layer.group_add)("sync", self.channel_name)
        self.accept()

    def receive(self, text_data=None, bytes_data=None):
        async_to_sync(work)()

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("sync", self.channel_name)
        cleaned.append(code)
# output
import asyncio

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import WebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(WebsocketConsumer):
    async def __call__(self, scope, receive, send):
        self.message_type = None
        try:
            await super().__call__(scope, receive, send)
        except asyncio.CancelledError:
            if self.message_type not in (None, "websocket.disconnect"):
                await asyncio.shield(database_sync_to_async(self.disconnect)(1006))
            raise

    async def dispatch(self, message):
        self.message_type = message["type"]
        await super().dispatch(message)

    def connect(self):
        async_to_sync(self.channel_layer.group_add)("sync", self.channel_name)
        self.accept()

    def receive(self, text_data=None, bytes_data=None):
        async_to_sync(work)()

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("sync", self.channel_name)
        cleaned.append(code)
