# flags: --unsafe-fixes
# oracle: cancelled
import asyncio
from contextlib import AsyncExitStack

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with AsyncExitStack() as stack:
            stack.callback(cleaned.append, "receive")
            await work()

    async def dispatch(self, message):
        async with asyncio.Lock():
            await super().dispatch(message)
