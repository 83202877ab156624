# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Slow:
    async def __aenter__(self):
        await work()

    async def __aexit__(self, *details):
        return None


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with Slow():
                print("inside")
        except BaseException:
            print("not entered")
        await self.send(text_data="end")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Slow:
    async def __aenter__(self):
        await work()

    async def __aexit__(self, *details):
        return None


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with Slow():
                print("inside")
        except asyncio.CancelledError:
            print("not entered")
            raise
        except BaseException:
            print("not entered")
        await self.send(text_data="end")
