# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        job = asyncio.ensure_future(asyncio.sleep(0))
        try:
            await work()
        except BaseException:
            print("failed")
        job.cancel()
        try:
            await job
        except asyncio.CancelledError:
            pass
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        job = asyncio.ensure_future(asyncio.sleep(0))
        try:
            await work()
        except asyncio.CancelledError:
            print("failed")
            job.cancel()
            raise
        except BaseException:
            print("failed")
        job.cancel()
        try:
            await job
        except asyncio.CancelledError:
            pass
