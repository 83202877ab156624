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


async def today(api: "Api | None"):
    return await api.get("/today")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await today(Api())))
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


async def today(api: "Api | None"):
    return await api.get("/today")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await today(Api())))
