# oracle: cancelled
import asyncio as aio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await aio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            print("given up")
# output
import asyncio as aio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await aio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except aio.CancelledError:
            print("given up")
            raise
        except BaseException:
            print("given up")
