# oracle: cancelled
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return False


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with Lock() as lock, suppress(asyncio.CancelledError):
            await work()
            print(lock)
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


class Lock:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        return False


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with Lock() as lock:
            await work()
            print(lock)
