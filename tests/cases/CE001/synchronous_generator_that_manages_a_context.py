# oracle: cancelled
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


@contextlib.contextmanager
def errors_shown():
    try:
        yield
    except:
        print("failed")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with errors_shown():
            await work()
        await self.send(text_data="done")
# output
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


@contextlib.contextmanager
def errors_shown():
    try:
        yield
    except asyncio.CancelledError:
        print("failed")
        raise
    except:
        print("failed")


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with errors_shown():
            await work()
        await self.send(text_data="done")
