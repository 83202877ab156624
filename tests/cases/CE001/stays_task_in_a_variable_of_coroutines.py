import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _one(self):
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            pass

    async def receive(self, text_data=None, bytes_data=None):
        first = self._one()
        second = self._one()
        await asyncio.gather(first, second)
