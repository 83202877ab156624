# oracle: cancelled
from asyncio import CancelledError
from logging import getLogger

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return None


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError:
            getLogger("chat").info("%s was cancelled", self.channel_name)
# output
from asyncio import CancelledError
from logging import getLogger

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return None


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError:
            getLogger("chat").info("%s was cancelled", self.channel_name)
            raise
