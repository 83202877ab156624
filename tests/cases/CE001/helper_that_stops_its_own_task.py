# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    job = None

    async def stop(self):
        if self.job is not None:
            self.job.cancel()
            try:
                await self.job
            except asyncio.CancelledError:
                pass
            self.job = None

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.stop()
            await work()
        except BaseException:
            print("failed")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    job = None

    async def stop(self):
        if self.job is not None:
            self.job.cancel()
            try:
                await self.job
            except asyncio.CancelledError:
                pass
            self.job = None

    async def receive(self, text_data=None, bytes_data=None):
        try:
            await self.stop()
            await work()
        except asyncio.CancelledError:
            print("failed")
            raise
        except BaseException:
            print("failed")
