# oracle: cancelled
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        with contextlib.suppress(asyncio.CancelledError):
            await work()
        await self.send(text_data="done")
# output
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()
        await self.send(text_data="done")
