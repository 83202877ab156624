# oracle: none
import asyncio

from channels.generic.websocket import AsyncWebsocketConsumer
from company.limits import request_timeout


class Consumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        async with request_timeout(5):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                await self.send(text_data="too slow")
