# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError):
                print("cancelled")
                return
            print("failed:", error)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            print("cancelled")
            raise
        except BaseException as error:
            if isinstance(error, asyncio.CancelledError):
                print("cancelled")
                return
            print("failed:", error)
