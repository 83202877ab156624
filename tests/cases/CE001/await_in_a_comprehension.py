# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            numbers = [await work() for _ in range(3)]
        except BaseException:
            numbers = []
        await self.send(text_data=str(numbers))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            numbers = [await work() for _ in range(3)]
        except asyncio.CancelledError:
            raise
        except BaseException:
            numbers = []
        await self.send(text_data=str(numbers))
