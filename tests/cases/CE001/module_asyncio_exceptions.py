# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (asyncio.exceptions.CancelledError, asyncio.exceptions.TimeoutError):
            return
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except asyncio.exceptions.TimeoutError:
            return
