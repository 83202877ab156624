# oracle: cancelled
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []
counts = {}


async def work():
    await asyncio.sleep(0)


def counted(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        counts[message["type"]] = counts.get(message["type"], 0) + 1
        await method(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    @counted
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except OSError:
            await self.close()
# output
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []
counts = {}


async def work():
    await asyncio.sleep(0)


def counted(method):
    @functools.wraps(method)
    async def wrapper(self, message):
        counts[message["type"]] = counts.get(message["type"], 0) + 1
        await method(self, message)

    return wrapper


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    @counted
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            if message["type"] != "websocket.disconnect":
                await self.disconnect(1006)
            raise
        except OSError:
            await self.close()
