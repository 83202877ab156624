# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)

    async def dispatch(self, message):
        await self.guarded(super().dispatch(message))

    async def guarded(self, handling):
        try:
            await handling
        except asyncio.CancelledError:
            await self.disconnect(1006)
            raise
