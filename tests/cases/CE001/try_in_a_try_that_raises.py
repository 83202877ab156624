# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            try:
                await work()
            except BaseException as error:
                print("inner", error)
                raise
        except:
            print("outer")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return 1


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            try:
                await work()
            except BaseException as error:
                print("inner", error)
                raise
        except asyncio.CancelledError:
            print("outer")
            raise
        except:
            print("outer")
