# oracle: cancelled
from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return True


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        try:
            allowed = await work()
        except:
            allowed = False
        if allowed:
            await self.accept()
        else:
            await self.close()
# output
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    return True


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        try:
            allowed = await work()
        except asyncio.CancelledError:
            raise
        except:
            allowed = False
        if allowed:
            await self.accept()
        else:
            await self.close()
