# flags: --unsafe-fixes
# oracle: none
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def logged(method):
    @functools.wraps(method)
    async def logging(self, *args, **kwargs):
        print(method.__name__)
        return await method(self, *args, **kwargs)

    return logging


class Consumer(AsyncWebsocketConsumer):
    @logged
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(1)
