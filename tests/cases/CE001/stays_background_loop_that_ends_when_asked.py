import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.streaming = True
        await self.accept()
        self.task = asyncio.ensure_future(self._stream())

    async def _stream(self):
        while self.streaming:
            try:
                await asyncio.sleep(0.01)
            except asyncio.CancelledError:
                self.streaming = False

    async def disconnect(self, code):
        self.task.cancel()
