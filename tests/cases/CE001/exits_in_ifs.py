# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    retries = 0

    async def receive(self, text_data=None, bytes_data=None):
        while True:
            try:
                await work()
                return
            except asyncio.CancelledError:
                if self.retries > 3:
                    return
                elif self.retries:
                    continue
                break
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    retries = 0

    async def receive(self, text_data=None, bytes_data=None):
        while True:
            try:
                await work()
                return
            except asyncio.CancelledError:
                if self.retries > 3:
                    raise
                elif self.retries:
                    raise
                raise
