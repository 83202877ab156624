# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

Cancelled = asyncio.CancelledError


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except (Cancelled, ValueError):
            print("given up")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

Cancelled = asyncio.CancelledError


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            await work()
        except Cancelled:
            print("given up")
            raise
        except ValueError:
            print("given up")
