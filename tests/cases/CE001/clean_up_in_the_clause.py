# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


cleaned = []


async def work():
    pass


async def put_back(name):
    cleaned.append(name)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException as error:
            print("failed:", error)
            await put_back(text_data)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


cleaned = []


async def work():
    pass


async def put_back(name):
    cleaned.append(name)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError as error:
            print("failed:", error)
            await put_back(text_data)
            raise
        except BaseException as error:
            print("failed:", error)
            await put_back(text_data)
