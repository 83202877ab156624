# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    async def get(self, path):
        try:
            return await work()
        except BaseException:
            return path


api = Api()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await api.get("/today")))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    async def get(self, path):
        try:
            return await work()
        except asyncio.CancelledError:
            raise
        except BaseException:
            return path


api = Api()


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await api.get("/today")))
