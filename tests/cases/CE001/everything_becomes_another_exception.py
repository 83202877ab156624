# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


class LoadError(Exception):
    pass


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def load(self):
        try:
            await work()
        except BaseException as error:
            raise LoadError("the load") from error

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load()
        except LoadError:
            await self.send(text_data="not loaded")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class LoadError(Exception):
    pass


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def load(self):
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            raise LoadError("the load") from error

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load()
        except LoadError:
            await self.send(text_data="not loaded")
