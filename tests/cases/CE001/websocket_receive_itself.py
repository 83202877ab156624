# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return True


class Consumer(AsyncWebsocketConsumer):
    async def websocket_receive(self, message):
        try:
            await super().websocket_receive(message)
        except BaseException:
            print("failed")

    async def receive(self, text_data=None, bytes_data=None):
        await work()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return True


class Consumer(AsyncWebsocketConsumer):
    async def websocket_receive(self, message):
        try:
            await super().websocket_receive(message)
        except asyncio.CancelledError:
            print("failed")
            raise
        except BaseException:
            print("failed")

    async def receive(self, text_data=None, bytes_data=None):
        await work()
