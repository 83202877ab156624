# oracle: cancelled
from asyncio import CancelledError, TimeoutError

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (ValueError, CancelledError, TimeoutError) as error:
            print("given up:", error)
# output
from asyncio import CancelledError, TimeoutError

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except CancelledError as error:
            print("given up:", error)
            raise
        except (ValueError, TimeoutError) as error:
            print("given up:", error)
