import asyncio
import contextlib

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    job = None

    async def receive(self, text_data=None, bytes_data=None):
        if self.job is not None:
            self.job.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self.job
        self.job = asyncio.ensure_future(asyncio.sleep(60))

    async def disconnect(self, code):
        if self.job:
            self.job.cancel()
