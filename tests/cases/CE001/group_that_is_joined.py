# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("news", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            print("failed")

    async def disconnect(self, code):
        cleaned.append(code)
        await self.channel_layer.group_discard("news", self.channel_name)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("news", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("failed")
            await self.disconnect(1006)
            raise
        except BaseException:
            print("failed")

    async def disconnect(self, code):
        cleaned.append(code)
        await self.channel_layer.group_discard("news", self.channel_name)
