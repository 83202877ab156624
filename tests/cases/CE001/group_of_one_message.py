# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.channel_layer.group_add("busy", self.channel_name)
        try:
            await work()
        except BaseException:
            pass
        await self.channel_layer.group_discard("busy", self.channel_name)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.channel_layer.group_add("busy", self.channel_name)
        try:
            await work()
        except asyncio.CancelledError:
            await self.channel_layer.group_discard("busy", self.channel_name)
            raise
        except BaseException:
            pass
        await self.channel_layer.group_discard("busy", self.channel_name)
