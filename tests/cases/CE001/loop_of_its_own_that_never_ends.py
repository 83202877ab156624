# oracle: cancelled
from channels.consumer import AsyncConsumer


async def work():
    pass


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            try:
                await self.handle(message)
            except:
                print("failed")

    async def handle(self, message):
        if message["type"] == "websocket.receive":
            await work()
# output
import asyncio

from channels.consumer import AsyncConsumer


async def work():
    pass


class Consumer(AsyncConsumer):
    async def __call__(self, scope, receive, send):
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            if message["type"] == "websocket.disconnect":
                return
            try:
                await self.handle(message)
            except asyncio.CancelledError:
                print("failed")
                raise
            except:
                print("failed")

    async def handle(self, message):
        if message["type"] == "websocket.receive":
            await work()
