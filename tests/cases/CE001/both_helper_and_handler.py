# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def _load(self, name):
        try:
            return await work()
        except:
            return name

    async def receive(self, text_data=None, bytes_data=None):
        try:
            text = await self._load(text_data)
        except BaseException as error:
            text = str(error)
        await self.send(text_data=text)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def _load(self, name):
        try:
            return await work()
        except asyncio.CancelledError:
            raise
        except:
            return name

    async def receive(self, text_data=None, bytes_data=None):
        try:
            text = await self._load(text_data)
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            text = str(error)
        await self.send(text_data=text)
