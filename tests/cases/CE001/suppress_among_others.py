# oracle: cancelled
from asyncio import CancelledError
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with suppress(ConnectionError, CancelledError):
            await work()
            await self.send(text_data="done")
# output
from asyncio import CancelledError
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with suppress(ConnectionError):
            await work()
            await self.send(text_data="done")
