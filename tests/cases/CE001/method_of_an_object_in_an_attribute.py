# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    def __init__(self, name):
        self.name = name

    async def get(self, path):
        try:
            return await work()
        except BaseException:
            return path


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.api = Api("weather")

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await self.api.get("/today")))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Api:
    def __init__(self, name):
        self.name = name

    async def get(self, path):
        try:
            return await work()
        except asyncio.CancelledError:
            raise
        except BaseException:
            return path


class Consumer(AsyncWebsocketConsumer):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.api = Api("weather")

    async def receive(self, text_data=None, bytes_data=None):
        await self.send(text_data=str(await self.api.get("/today")))
