# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        while True:
            try:
                await work()
            except BaseException as error:
                print("again:", error)
            else:
                break
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        while True:
            try:
                await work()
            except asyncio.CancelledError as error:
                print("again:", error)
                raise
            except BaseException as error:
                print("again:", error)
            else:
                break
