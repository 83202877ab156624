# flags: --unsafe-fixes
# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class Base(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()

    async def disconnect(self, code):
        cleaned.append(code)


class Consumer(Base):
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            await self.disconnect(1006)
            raise
