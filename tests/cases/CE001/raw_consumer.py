# oracle: cancelled
from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


async def work():
    return True


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message):
        try:
            await work()
        except BaseException:
            await self.send({"type": "websocket.close"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()
# output
import asyncio

from channels.consumer import AsyncConsumer
from channels.exceptions import StopConsumer


async def work():
    return True


class Consumer(AsyncConsumer):
    async def websocket_connect(self, message):
        await self.send({"type": "websocket.accept"})

    async def websocket_receive(self, message):
        try:
            await work()
        except asyncio.CancelledError:
            raise
        except BaseException:
            await self.send({"type": "websocket.close"})

    async def websocket_disconnect(self, message):
        raise StopConsumer()
