# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        calls = [work() for _ in range(2)]
        try:
            await asyncio.gather(*calls)
        except asyncio.CancelledError:
            await self.send(text_data="none of them")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        calls = [work() for _ in range(2)]
        try:
            await asyncio.gather(*calls)
        except asyncio.CancelledError:
            await self.send(text_data="none of them")
            raise
