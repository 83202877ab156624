# oracle: cancelled
import asyncio

from asgiref.sync import async_to_sync
from channels.generic.websocket import WebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(WebsocketConsumer):
    def connect(self):
        async_to_sync(self.channel_layer.group_add)("all", self.channel_name)
        self.accept()

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except asyncio.TimeoutError:
            return
        except:
            if message["type"] == "websocket.disconnect":
                raise
            self.failed = True

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("all", self.channel_name)
        cleaned.append(code)
# output
import asyncio

from asgiref.sync import async_to_sync
from channels.db import database_sync_to_async
from channels.generic.websocket import WebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(WebsocketConsumer):
    def connect(self):
        async_to_sync(self.channel_layer.group_add)("all", self.channel_name)
        self.accept()

    async def dispatch(self, message):
        try:
            if message["type"] == "websocket.receive":
                await work()
            await super().dispatch(message)
        except asyncio.TimeoutError:
            return
        except asyncio.CancelledError:
            try:
                if message["type"] == "websocket.disconnect":
                    raise
                self.failed = True
            finally:
                if message["type"] != "websocket.disconnect":
                    await asyncio.shield(database_sync_to_async(self.disconnect)(1006))
            raise
        except:
            if message["type"] == "websocket.disconnect":
                raise
            self.failed = True

    def disconnect(self, code):
        async_to_sync(self.channel_layer.group_discard)("all", self.channel_name)
        cleaned.append(code)
