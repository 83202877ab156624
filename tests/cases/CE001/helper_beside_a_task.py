# oracle: cancelled
# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def safely():
    try:
        await work()
    except BaseException:
        print("failed")


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

    async def later(self, event):
        self.task = asyncio.ensure_future(safely())

    async def receive(self, text_data=None, bytes_data=None):
        await safely()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def safely():
    try:
        await work()
    except asyncio.CancelledError:
        print("failed")
        raise
    except BaseException:
        print("failed")


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()

    async def later(self, event):
        self.task = asyncio.ensure_future(safely())

    async def receive(self, text_data=None, bytes_data=None):
        await safely()
