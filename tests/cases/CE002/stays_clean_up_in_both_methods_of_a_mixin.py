# flags: --unsafe-fixes
# oracle: cancelled
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer

cleaned = []


async def work():
    await asyncio.sleep(0)


class TidyMixin:
    async def dispatch(self, message):
        try:
            await super().dispatch(message)
        except asyncio.CancelledError:
            await self.tidy()
            raise

    async def disconnect(self, code):
        await self.tidy()

    async def tidy(self):
        cleaned.append(self.channel_name)


class Consumer(TidyMixin, AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        await work()
