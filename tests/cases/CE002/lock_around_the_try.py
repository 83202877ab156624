# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

turn = asyncio.Lock()


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("queue", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard("queue", self.channel_name)
        await super().websocket_disconnect(message)

    async def dispatch(self, message):
        async with asyncio.Lock():
            try:
                await super().dispatch(message)
            except ValueError:
                await self.send(text_data="invalid")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

turn = asyncio.Lock()


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("queue", self.channel_name)
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def websocket_disconnect(self, message):
        await self.channel_layer.group_discard("queue", self.channel_name)
        await super().websocket_disconnect(message)

    async def dispatch(self, message):
        async with asyncio.Lock():
            try:
                await super().dispatch(message)
            except asyncio.CancelledError:
                if message["type"] != "websocket.disconnect":
                    await self.channel_layer.group_discard("queue", self.channel_name)
                raise
            except ValueError:
                await self.send(text_data="invalid")
