# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Base(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load(text_data)
        except:
            print("failed")

    async def load(self, text):
        raise NotImplementedError("what to load")


class Consumer(Base):
    async def load(self, text):
        await work()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Base(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load(text_data)
        except asyncio.CancelledError:
            print("failed")
            raise
        except:
            print("failed")

    async def load(self, text):
        raise NotImplementedError("what to load")


class Consumer(Base):
    async def load(self, text):
        await work()
