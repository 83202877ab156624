import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def in_background(function):
    @functools.wraps(function)
    async def wrapper(self, *args, **kwargs):
        self.job = asyncio.ensure_future(function(self, *args, **kwargs))

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    @in_background
    async def _crunch(self, text):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("not crunched", text)

    async def receive(self, text_data=None, bytes_data=None):
        await self._crunch(text_data)
