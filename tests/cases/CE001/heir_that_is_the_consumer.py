# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Base(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.on_text(text_data)
        except BaseException as error:
            await self.on_error(error)

    async def on_text(self, text):
        pass

    async def on_error(self, error):
        print(error)


class Consumer(Base):
    async def on_text(self, text):
        await work()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Base(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.on_text(text_data)
        except asyncio.CancelledError as error:
            await self.on_error(error)
            raise
        except BaseException as error:
            await self.on_error(error)

    async def on_text(self, text):
        pass

    async def on_error(self, error):
        print(error)


class Consumer(Base):
    async def on_text(self, text):
        await work()
