# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException as e:
            print(e)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError as e:
            print(e)
            raise
        except BaseException as e:
            print(e)
