# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def lines():
    yield "first"
    await work()
    yield "second"


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async for line in lines():
                await self.send(text_data=line)
        except asyncio.CancelledError:
            print("the stream was cut")
        await self.send(text_data="end")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def lines():
    yield "first"
    await work()
    yield "second"


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async for line in lines():
                await self.send(text_data=line)
        except asyncio.CancelledError:
            print("the stream was cut")
            raise
        await self.send(text_data="end")
