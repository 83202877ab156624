# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def load(self, name):
        try:
            return await work()
        except asyncio.CancelledError:
            return None

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await self.load(text_data)))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def load(self, name):
        return await work()

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await self.load(text_data)))
