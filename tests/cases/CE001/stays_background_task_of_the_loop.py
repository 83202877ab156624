import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        await self.accept()
        loop = asyncio.get_event_loop()
        self.beat = loop.create_task(self._beat())

    async def _beat(self):
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            return None

    async def disconnect(self, code):
        self.beat.cancel()
