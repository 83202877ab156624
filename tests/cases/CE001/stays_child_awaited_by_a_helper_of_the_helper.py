import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.timer = asyncio.create_task(asyncio.sleep(60))
        await self.accept()

    async def _join(self):
        await self.timer

    async def _stop(self):
        self.timer.cancel()
        await self._join()

    async def timer_off(self, event):
        try:
            await self._stop()
        except asyncio.CancelledError:
            pass

    async def receive(self, text_data=None, bytes_data=None):
        await self.timer_off({})
