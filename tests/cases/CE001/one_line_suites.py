# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work(): pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try: await work()
        except: print("failed"); return
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work(): pass


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try: await work()
        except asyncio.CancelledError:
            print("failed")
            raise
        except: print("failed"); return
