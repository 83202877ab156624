# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    strict = False

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            if self.strict:
                raise
            print("failed")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    strict = False

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            if self.strict:
                raise
            print("failed")
            raise
        except BaseException:
            if self.strict:
                raise
            print("failed")
