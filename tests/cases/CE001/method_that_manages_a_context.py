# oracle: cancelled
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    @contextlib.asynccontextmanager
    async def errors_sent(self):
        try:
            yield
        except BaseException as error:
            await self.send(text_data=str(error))

    async def receive(self, text_data=None, bytes_data=None):
        async with self.errors_sent():
            await work()
# output
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    @contextlib.asynccontextmanager
    async def errors_sent(self):
        try:
            yield
        except asyncio.CancelledError:
            raise
        except BaseException as error:
            await self.send(text_data=str(error))

    async def receive(self, text_data=None, bytes_data=None):
        async with self.errors_sent():
            await work()
