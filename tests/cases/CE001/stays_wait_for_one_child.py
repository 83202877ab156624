import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def connect(self):
        self.upload = asyncio.create_task(asyncio.sleep(60))
        await self.accept()

    async def receive(self, text_data=None, bytes_data=None):
        self.upload.cancel()
        try:
            await asyncio.wait_for(self.upload, timeout=1)
        except (asyncio.CancelledError, asyncio.TimeoutError):
            pass
