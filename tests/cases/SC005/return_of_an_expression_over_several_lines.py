# oracle: error
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        try:
            return (
                await work()
                or await self.leave("hall")
            )
        finally:
            raise StopConsumer

    async def leave(self, room):
        return False
# output
import asyncio

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def websocket_disconnect(self, message):
        (
            await work()
            or await self.leave("hall")
        )
        raise StopConsumer

    async def leave(self, room):
        return False
