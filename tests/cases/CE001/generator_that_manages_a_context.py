# oracle: cancelled
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


@asynccontextmanager
async def errors_shown(consumer):
    try:
        yield
    except BaseException as error:
        print(consumer, error)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with errors_shown(self):
            await work()
        await self.send(text_data="done")
# output
import asyncio
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


@asynccontextmanager
async def errors_shown(consumer):
    try:
        yield
    except asyncio.CancelledError as error:
        print(consumer, error)
        raise
    except BaseException as error:
        print(consumer, error)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with errors_shown(self):
            await work()
        await self.send(text_data="done")
