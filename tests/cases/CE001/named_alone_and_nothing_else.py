# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # one at a time
        try:  # to do it
            await work()
        except asyncio.CancelledError:
            pass
        # done
        self.last = text_data
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        # one at a time
        # to do it
        await work()
        # done
        self.last = text_data
