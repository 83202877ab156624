import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def _expire(self):
        try:
            await self.send(text_data="expired")
        except asyncio.CancelledError:
            print("the client left first")

    async def connect(self):
        await self.accept()
        loop = asyncio.get_running_loop()
        loop.call_later(0.01, lambda: asyncio.ensure_future(self._expire()))
