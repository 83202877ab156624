# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        number = 0
        try:
            number = await work()
        except (BaseException, ValueError) as error:
            print(error)
        await self.send(text_data=str(number))
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        number = 0
        try:
            number = await work()
        except asyncio.CancelledError as error:
            print(error)
            raise
        except (BaseException, ValueError) as error:
            print(error)
        await self.send(text_data=str(number))
