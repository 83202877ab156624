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
            await self.load_text(text_data)
        except BaseException:
            print("failed to receive")

    async def load_text(self, name):
        try:
            return await work()
        except BaseException:
            print("failed to load", name)

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
            await self.load_text(text_data)
        except asyncio.CancelledError:
            print("failed to receive")
            await self.disconnect(1006)
            raise
        except BaseException:
            print("failed to receive")

    async def load_text(self, name):
        try:
            return await work()
        except asyncio.CancelledError:
            print("failed to load", name)
            raise
        except BaseException:
            print("failed to load", name)

    async def disconnect(self, code):
        cleaned.append(code)
        await self.channel_layer.group_discard("news", self.channel_name)
