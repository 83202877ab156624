# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def safely(coroutine):
    try:
        return await coroutine
    except BaseException as error:
        print("failed:", error)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await safely(work())
        await self.send(text_data="done")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


async def safely(coroutine):
    try:
        return await coroutine
    except asyncio.CancelledError as error:
        print("failed:", error)
        raise
    except BaseException as error:
        print("failed:", error)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await safely(work())
        await self.send(text_data="done")
