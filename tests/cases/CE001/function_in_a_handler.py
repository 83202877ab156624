# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async def attempt(name):
            try:
                await work()
            except BaseException:
                print(name, "failed")

        await attempt("first")
        await attempt("second")
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async def attempt(name):
            try:
                await work()
            except asyncio.CancelledError:
                print(name, "failed")
                raise
            except BaseException:
                print(name, "failed")

        await attempt("first")
        await attempt("second")
