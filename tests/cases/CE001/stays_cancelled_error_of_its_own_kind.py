# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class CancelledError(Exception):
    """The order was cancelled by the shop."""


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError:
            await self.send(text_data="cancelled by the shop")
