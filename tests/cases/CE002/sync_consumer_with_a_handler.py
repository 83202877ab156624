# oracle: cancelled
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

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("sync", self.channel_name)
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except ValueError:
            pass
# output
import asyncio

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import WebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(WebsocketConsumer):
    def connect(self):
        async_to_sync(self.channel_layer.group_add)("sync", self.channel_name)
        self.accept()

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("sync", self.channel_name)
        cleaned.append(code)

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await asyncio.shield(database_sync_to_async(self.disconnect)(1006))
            raise
        except ValueError:
            pass
