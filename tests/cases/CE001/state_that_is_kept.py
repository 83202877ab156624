# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def receive(self, text_data=None, bytes_data=None):
        self.busy = True
        try:
            await work()
        except BaseException as error:
            self.busy = False
            self.last_error = repr(error)
            cleaned.append(self.last_error)
        else:
            self.busy = False
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    pass


class Consumer(AsyncWebsocketConsumer):
    busy = False

    async def receive(self, text_data=None, bytes_data=None):
        self.busy = True
        try:
            await work()
        except asyncio.CancelledError as error:
            self.busy = False
            self.last_error = repr(error)
            cleaned.append(self.last_error)
            raise
        except BaseException as error:
            self.busy = False
            self.last_error = repr(error)
            cleaned.append(self.last_error)
        else:
            self.busy = False
