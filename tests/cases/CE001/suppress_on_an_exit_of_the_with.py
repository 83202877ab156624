# oracle: cancelled
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for _ in range(2):
            with contextlib.suppress(asyncio.TimeoutError, asyncio.CancelledError, ValueError):
                await asyncio.wait_for(work(), 1)
# output
import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        for _ in range(2):
            with contextlib.suppress(asyncio.TimeoutError, ValueError):
                await asyncio.wait_for(work(), 1)
