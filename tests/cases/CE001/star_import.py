# oracle: cancelled
from asyncio import *

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            print("given up")
# output
from asyncio import *

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError:
            print("given up")
            raise
        except BaseException:
            print("given up")
