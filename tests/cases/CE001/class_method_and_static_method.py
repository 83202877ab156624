# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    @classmethod
    async def get(cls, path):
        return await cls.load(path)

    @staticmethod
    async def load(path):
        try:
            return await work()
        except BaseException:
            return path


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await Api.get("/today")))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    @classmethod
    async def get(cls, path):
        return await cls.load(path)

    @staticmethod
    async def load(path):
        try:
            return await work()
        except asyncio.CancelledError:
            raise
        except BaseException:
            return path


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await Api.get("/today")))
