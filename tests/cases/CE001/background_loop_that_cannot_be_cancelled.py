# oracle: cancelled
# flags: --unsafe-fixes
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        poller = asyncio.ensure_future(self.poll())
        try:
            await asyncio.sleep(3600)
        finally:
            poller.cancel()
            await asyncio.wait([poller])

    async def poll(self):
        while True:
            try:
                await work()
            except BaseException as error:
                print("again:", error)
                await asyncio.sleep(0.01)
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        poller = asyncio.ensure_future(self.poll())
        try:
            await asyncio.sleep(3600)
        finally:
            poller.cancel()
            await asyncio.wait([poller])

    async def poll(self):
        while True:
            try:
                await work()
            except asyncio.CancelledError as error:
                print("again:", error)
                raise
            except BaseException as error:
                print("again:", error)
                await asyncio.sleep(0.01)
