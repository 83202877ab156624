# flags: --unsafe-fixes
import asyncio
import functools

from channels.generic.websocket import AsyncWebsocketConsumer


def in_background(method):
    @functools.wraps(method)
    async def started(self, *args, **kwargs):
        self.running = asyncio.create_task(method(self, *args, **kwargs))

    return started


class Consumer(AsyncWebsocketConsumer):
    @in_background
    async def connect(self):
        await self.accept()
        while True:
            await self.send("tick")
            await asyncio.sleep(0.05)

    async def disconnect(self, code):
        self.running.cancel()
