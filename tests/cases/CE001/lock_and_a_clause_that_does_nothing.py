# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

lock = asyncio.Lock()


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await lock.acquire()
        try:
            await work()
        except asyncio.CancelledError:
            return
        lock.release()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

lock = asyncio.Lock()


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with lock:
            await work()
