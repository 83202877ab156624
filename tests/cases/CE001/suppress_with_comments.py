# oracle: cancelled
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # the other side may be gone
        with suppress(asyncio.CancelledError):  # happens at night
            # one at a time
            await work()  # slow
        # and on
        await self.send(text_data="done")
# output
import asyncio
from contextlib import suppress

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # the other side may be gone
        # happens at night
        # one at a time
        await work()  # slow
        # and on
        await self.send(text_data="done")
