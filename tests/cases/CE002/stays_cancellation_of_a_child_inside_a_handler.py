# flags: --unsafe-fixes
# oracle: cancelled-idle
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        child = asyncio.ensure_future(asyncio.sleep(1))
        child.cancel()
        try:
            await child
        except asyncio.CancelledError:
            pass
        await work()
