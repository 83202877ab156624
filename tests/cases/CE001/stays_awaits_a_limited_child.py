# python: 3.11
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        job = asyncio.create_task(asyncio.sleep(10))
        try:
            async with asyncio.timeout(0.01):
                await job
        except (asyncio.CancelledError, TimeoutError):
            await self.send(text_data="late")
