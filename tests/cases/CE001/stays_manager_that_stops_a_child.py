import asyncio
from contextlib import asynccontextmanager

from channels.generic.websocket import AsyncWebsocketConsumer


@asynccontextmanager
async def running(coroutine):
    task = asyncio.create_task(coroutine)
    try:
        yield task
    finally:
        task.cancel()
        await task


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        try:
            async with running(asyncio.sleep(60)):
                pass
        except asyncio.CancelledError:
            await self.send(text_data="the pump is off")
