# oracle: cancelled
from asyncio import CancelledError as Cancelled, sleep

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (Cancelled, OSError):
            print("given up")
# output
from asyncio import CancelledError as Cancelled, sleep

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except Cancelled:
            print("given up")
            raise
        except OSError:
            print("given up")
