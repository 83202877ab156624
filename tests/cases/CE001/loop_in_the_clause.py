# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    names = ("a", "b")

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except BaseException:
            for name in self.names:
                if not name:
                    break
                cleaned.append(name)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    names = ("a", "b")

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except asyncio.CancelledError:
            for name in self.names:
                if not name:
                    break
                cleaned.append(name)
            raise
        except BaseException:
            for name in self.names:
                if not name:
                    break
                cleaned.append(name)
