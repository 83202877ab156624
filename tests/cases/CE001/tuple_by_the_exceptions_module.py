# oracle: cancelled
from asyncio import exceptions

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (ValueError, exceptions.CancelledError):
            await self.send(text_data="no")
# output
from asyncio import exceptions

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except exceptions.CancelledError:
            raise
        except ValueError:
            await self.send(text_data="no")
