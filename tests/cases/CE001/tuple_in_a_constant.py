# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

EXPECTED = (asyncio.CancelledError, ConnectionResetError)


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except EXPECTED:
            print("gone")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

EXPECTED = (asyncio.CancelledError, ConnectionResetError)


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("gone")
            raise
        except EXPECTED:
            print("gone")
