# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Guarded:
    async def guarded(self, text):
        try:
            await work()
        except (Exception, asyncio.CancelledError):
            print("failed", text)


class Consumer(Guarded, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.guarded(text_data)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Guarded:
    async def guarded(self, text):
        try:
            await work()
        except asyncio.CancelledError:
            print("failed", text)
            raise
        except Exception:
            print("failed", text)


class Consumer(Guarded, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await self.guarded(text_data)
