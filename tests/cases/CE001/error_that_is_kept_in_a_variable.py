# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        problem = None
        try:
            await work()
        except BaseException as error:
            problem = error
        if problem:
            await self.send(text_data=str(problem))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        problem = None
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            problem = error
        if problem:
            await self.send(text_data=str(problem))
