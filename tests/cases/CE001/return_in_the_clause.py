# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("cancelled")
            return
        await self.send(text_data="done")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("cancelled")
            raise
        await self.send(text_data="done")
