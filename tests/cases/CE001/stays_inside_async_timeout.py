# oracle: none
import asyncio

import async_timeout
from channels.generic.websocket import AsyncWebsocketConsumer


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with async_timeout.timeout(5) as limit:
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                limit.reject()
