# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.beat = asyncio.ensure_future(asyncio.sleep(0))
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (ConnectionError, asyncio.CancelledError):
            print("failed")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.beat = asyncio.ensure_future(asyncio.sleep(0))
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("failed")
            raise
        except ConnectionError:
            print("failed")
