# oracle: cancelled
# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Stopped(Exception):
    pass


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def load(self):
        try:
            await work()
        except asyncio.CancelledError as error:
            raise Stopped("the load") from error

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load()
        except Stopped:
            await self.send(text_data="stopped")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Stopped(Exception):
    pass


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def load(self):
        await work()

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.load()
        except Stopped:
            await self.send(text_data="stopped")
