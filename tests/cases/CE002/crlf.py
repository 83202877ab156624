# oracle: cancelled
import asyncio as aio

from channels.generic.websocket import AsyncWebsocketConsumer


class Limited(Exception):
    pass


async def work():
    await aio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    room = "hall"

    async def connect(self):
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except Limited:
            await self.close(code=4029)
# output
import asyncio as aio

from channels.generic.websocket import AsyncWebsocketConsumer


class Limited(Exception):
    pass


async def work():
    await aio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    room = "hall"

    async def connect(self):
        await self.channel_layer.group_add(self.room, self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, close_code):
        await self.channel_layer.group_discard(self.room, self.channel_name)

    async def dispatch(self, message):
        try:
            return await super().dispatch(message)
        except aio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except Limited:
            await self.close(code=4029)
